import { type Phase, timedOut, WireError } from './failure.ts';
import { codeOf } from './socket.ts';

export type Done<T> = (error?: Error | null, value?: T) => void;

/**
 * Runs the steps of a conversation one at a time. A step ends by the library's answer, by the end of the connection
 * or by its time limit, whichever is first, and fails with a `WireError` that tells how far it had come.
 */
export class Steps {
  #fail: ((error: WireError) => void) | undefined;
  #phase: () => Phase = () => 'greeting';
  #timer: NodeJS.Timeout | undefined;

  run<T>(phase: () => Phase, ms: number, begin: (done: Done<T>) => void): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#phase = phase;
    this.#fail = reject;
    this.allow(ms);
    begin((error, value) => (error ? this.fail(error) : resolve(value as T)));
    return promise.finally(() => {
      clearTimeout(this.#timer);
      this.#fail = undefined;
    });
  }

  /** Gives the running step this long from now. */
  allow(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#fail) return;
    this.#timer = setTimeout(() => this.#fail?.(new WireError(this.#phase(), { code: timedOut })), ms);
  }

  /** The server answered something whole: the limit counts from here. */
  progress(): void {
    if (this.#fail) this.#timer?.refresh();
  }

  /** The library gave up. */
  fail(error: Error): void {
    const { command, response } = error as { command?: string; response?: string };
    this.#fail?.(new WireError(this.#phase(), { code: codeOf(error), command, reply: response }));
  }

  /** The connection ended. Where the library knows why, it tells that right afterwards, and that counts. */
  ended(): void {
    const fail = this.#fail;
    const error = new WireError(this.#phase(), {});
    setImmediate(() => fail?.(error));
  }
}
