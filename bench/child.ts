import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A part of the measurement in a process of its own, so that nobody's work counts for somebody else. */
export interface Child<T> {
  /** The first thing that it told. */
  told: T;
  ask<A>(question: string): Promise<A>;
  stop(): Promise<void>;
}

export async function startChild<T>(script: string, input: unknown = {}): Promise<Child<T>> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(input)]);
  return {
    told: await nextMessage<T>(child),
    async ask<A>(question: string): Promise<A> {
      child.send(question);
      return nextMessage<A>(child);
    },
    async stop() {
      const exited = once(child, 'exit');
      if (child.exitCode === null && child.kill()) await exited;
    },
  };
}

/** Runs a limit to its end and answers what it found out. */
export async function runChild<T>(script: string, input: unknown): Promise<T> {
  const child = await startChild<T>(script, input);
  await child.stop();
  return child.told;
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const lost = (code: number | null): void => reject(new Error(`a part ended with ${code}`));
    child.once('exit', lost);
    child.once('message', (message) => {
      child.removeListener('exit', lost);
      resolve(message as T);
    });
  });
}
