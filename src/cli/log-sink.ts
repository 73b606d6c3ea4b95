import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { second } from '../kernel/index.ts';

/** Where lines go. Whatever is at the other end, writing neither throws nor waits. */
export interface Sink {
  write(lines: string): void;
  lost(): number;
  /** Gives a slow reader a moment; answers whether all that it was given has left. */
  end(): Promise<boolean>;
}

/** What may wait for a reader that is slow, in bytes: some minutes of a busy server. */
const mostWaiting = 4 * 1024 * 1024;

type Stream = Writable & { fd: number };

/** It shows in what is lost. */
const ignore = (): void => {};

/** Lines of one turn of the event loop come together; each is counted when it is lost. */
export function createSink(stream: Stream): Sink {
  let lost = 0;
  const lose = (lines: string): void => {
    lost += lines.split('\n').length - 1;
  };
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
  return {
    write: fstatSync(stream.fd).isFile() ? toFile(stream.fd, lose) : toReader(stream, lose),
    lost: () => lost,
    async end() {
      for (let waited = 0; stream.writableLength > 0 && waited < second; waited += 20) await delay(20);
      return stream.writableLength === 0;
    },
  };
}

type Put = (lines: string) => void;

/** A disk that is full now may have room for the next line. */
function toFile(fd: number, lose: Put): Put {
  return (lines) => {
    try {
      if (writeSync(fd, lines) < Buffer.byteLength(lines)) lose(lines);
    } catch {
      lose(lines);
    }
  };
}

function toReader(stream: Stream, lose: Put): Put {
  return (lines) => {
    if (stream.writableLength > mostWaiting) return lose(lines);
    stream.write(lines, (error) => {
      if (error) lose(lines);
    });
  };
}
