import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { second } from '../kernel/index.ts';

/** Where lines go. Whatever is at the other end, writing neither throws nor waits. */
export interface Sink {
  write(lines: string): void;
  lost(): number;
  /** Gives a slow reader a moment to take what waits, and then leaves it. */
  end(): Promise<void>;
}

/** What may wait for a reader that is slow, in bytes: some minutes of a busy server. */
const mostWaiting = 4 * 1024 * 1024;

type Stream = Writable & { fd: number };

/** Lines of one turn of the event loop come together; they are counted when they are lost. */
export function createSink(stream: Stream): Sink {
  let lost = 0;
  const put = fstatSync(stream.fd).isFile() ? (lines: string) => toFile(stream.fd, lines) : toReader(stream);
  return {
    write(lines) {
      if (!put(lines)) lost += lines.split('\n').length - 1;
    },
    lost: () => lost,
    async end() {
      for (let waited = 0; stream.writableLength > 0 && !stream.destroyed && waited < second; waited += 20)
        await delay(20);
      if (stream.writableLength > 0) stream.destroy();
    },
  };
}

/** A disk that is full now may have room for the next line. */
function toFile(fd: number, lines: string): boolean {
  try {
    return writeSync(fd, lines) === Buffer.byteLength(lines);
  } catch {
    return false;
  }
}

function toReader(stream: Stream): (lines: string) => boolean {
  stream.on('error', () => {}); // it shows in what is lost
  return (lines) => {
    if (!stream.writable || stream.writableLength > mostWaiting) return false;
    stream.write(lines);
    return true;
  };
}
