/** Lets so many in at once, in the order in which they came. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #places: number;

  constructor(places: number) {
    this.#places = places;
  }

  async pass<T>(inside: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await inside();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#places > 0) this.#places -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#places += 1;
  }
}
