/**
 * What was written and is not yet known to stand in the database. A page that goes takes its open transactions with it, those too
 * that it has committed (seen in Chromium, once in some hundred times); what is in local storage by then stays. Where the
 * browser refuses that, nothing is lost but this.
 */
export class Journal<Value> {
  readonly #prefix: string;

  constructor(name: string) {
    this.#prefix = `${name}:`;
  }

  /** What it answers is called once the database has it. */
  note(key: string, value: Value): () => void {
    const name = this.#prefix + key;
    const noted = JSON.stringify(value);
    attempt(() => localStorage.setItem(name, noted));

    // What was noted since is not in the database yet.
    return () => attempt(() => localStorage.getItem(name) === noted && localStorage.removeItem(name));
  }

  left(): [key: string, value: Value][] {
    return attempt(() => this.#names().map((name) => this.#read(name))) ?? [];
  }

  clear(): void {
    attempt(() => {
      for (const name of this.#names()) localStorage.removeItem(name);
    });
  }

  #read(name: string): [string, Value] {
    return [name.slice(this.#prefix.length), JSON.parse(localStorage.getItem(name) ?? "null")];
  }

  #names(): string[] {
    return Object.keys(localStorage).filter((name) => name.startsWith(this.#prefix));
  }
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
