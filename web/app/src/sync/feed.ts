import type { FeedChange, FeedPage } from "../api/types";

interface Doors {
  fetch: (cursor?: string) => Promise<FeedPage>;
  onChange: (change: FeedChange) => void;
  /** The server's history began anew (a restored backup): everything known must be fetched again. */
  onNewEpoch: () => void;
}

/** Reads what changed since the last time, page by page without a cap. Reading twice is harmless: the feed carries state. */
export class Feed {
  readonly #doors: Doors;
  #cursor: string | undefined;
  #epoch: string | undefined;
  #reading: Promise<void> | null = null;
  #again = false;

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  /** Takes the present position. What is fetched after this is never older than the position. */
  async begin(): Promise<void> {
    const page = await this.#doors.fetch();
    this.#cursor = page.cursor;
    this.#epoch = page.epoch;
  }

  /** One reader at a time; who asks meanwhile gets a reading that began after his question. */
  read(): Promise<void> {
    if (this.#reading !== null) {
      this.#again = true;

      return this.#reading;
    }
    this.#reading = this.#readAll().finally(() => {
      this.#reading = null;
    });

    return this.#reading;
  }

  async #readAll(): Promise<void> {
    do {
      this.#again = false;
      await this.#readToEnd();
    } while (this.#again);
  }

  async #readToEnd(): Promise<void> {
    for (;;) {
      const page = await this.#doors.fetch(this.#cursor);
      this.#cursor = page.cursor;
      if (this.#epoch !== undefined && page.epoch !== this.#epoch) this.#doors.onNewEpoch();
      this.#epoch = page.epoch;
      for (const change of page.changed) this.#doors.onChange(change);
      if (!page.more) return;
    }
  }
}
