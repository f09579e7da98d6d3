/**
 * What was written and is not yet known to stand in the database. A page that goes takes its open transactions with it, those too
 * that it has committed (seen in Chromium, once in some hundred times); what is in local storage by then stays. Where the
 * browser refuses that, it is left to luck.
 */
export class Journal<Value> {
  readonly #prefix: string;

  constructor(name: string) {
    this.#prefix = `${name}:`;
  }

  /** What it answers is called once the database has it. */
  note(key: string, value: Value): () => void {
    const noted = JSON.stringify(value);
    attempt(() => localStorage.setItem(this.#prefix + key, noted));

    return this.#stands(key, noted);
  }

  left(): [key: string, value: Value, stands: () => void][] {
    return this.#keys().flatMap((key) => attempt(() => this.#read(key)) ?? []);
  }

  clear(): void {
    for (const key of this.#keys()) attempt(() => localStorage.removeItem(this.#prefix + key));
  }

  #read(key: string): [string, Value, () => void][] {
    const noted = localStorage.getItem(this.#prefix + key);

    return noted === null ? [] : [[key, JSON.parse(noted), this.#stands(key, noted)]];
  }

  /** What was noted since is not in the database yet. */
  #stands(key: string, noted: string): () => void {
    const name = this.#prefix + key;

    return () => attempt(() => localStorage.getItem(name) === noted && localStorage.removeItem(name));
  }

  #keys(): string[] {
    const names = attempt(() => Object.keys(localStorage)) ?? [];

    return names.filter((name) => name.startsWith(this.#prefix)).map((name) => name.slice(this.#prefix.length));
  }
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
