import { type DestinationStream, destination, pino } from 'pino';
import type { Config } from '../config/index.ts';
import { type Log, Refusal } from '../kernel/index.ts';

/**
 * The log as JSON lines. Written at once, so that nothing is lost when the process ends; a reader that went away or a
 * full disk loses lines, never the server.
 */
export function createLog(level: Config['logLevel'], to: 'stdout' | 'stderr'): Log {
  const stream = destination({ dest: to === 'stdout' ? 1 : 2, sync: true });
  stream.on('error', () => {});
  return logTo(stream, level);
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
