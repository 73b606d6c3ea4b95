import { type DestinationStream, pino } from 'pino';
import type { Config } from '../config/index.ts';
import { type Log, Refusal } from '../kernel/index.ts';
import { createSink, type Sink } from './log-sink.ts';

/** The log of a program that is about to end. */
export interface ProgramLog extends Log {
  lost(): number;
  /** Answers whether all that was told has left. */
  end(): Promise<boolean>;
}

/**
 * The log as JSON lines. What a turn of the event loop has to tell is written with one call before the next one begins; a
 * reader that went away or does not read, or a full disk, loses lines, never the server.
 */
export function createLog(level: Config['logLevel'], to: 'stdout' | 'stderr'): ProgramLog {
  const sink = createSink(process[to]);
  const turns = onceATurn(sink);
  return {
    ...logTo(turns, level),
    lost: sink.lost,
    end() {
      turns.end();
      return sink.end();
    },
  };
}

function onceATurn(sink: Sink): DestinationStream & { end(): void } {
  let lines = '';
  const flush = (): void => {
    const written = lines;
    lines = '';
    if (written !== '') sink.write(written);
  };
  process.on('exit', flush);
  return {
    end() {
      flush();
      process.off('exit', flush);
    },
    write(line) {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
  };
}

function logTo(stream: DestinationStream, level: Config['logLevel']): Log {
  const lines = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  return {
    info: (event, fields) => lines.info(fields ?? {}, event),
    warn: (event, fields) => lines.warn(fields ?? {}, event),
    error: (event, error, fields) => lines.error({ ...fields, ...told(error) }, event),
  };
}

/** A refusal by its code; a bug with its stack, which holds places in the code and no one's secret. */
function told(error: unknown): Record<string, unknown> {
  if (error instanceof Refusal) return { refusal: error.code, ...(error.cause ? { cause: String(error.cause) } : {}) };
  if (error instanceof Error) return { error: error.message, stack: error.stack };
  return { error: String(error) };
}
