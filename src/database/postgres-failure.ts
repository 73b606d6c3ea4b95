import { DatabaseError } from 'pg';
import { Refusal } from '../kernel/index.ts';

/*
 * SQLSTATE codes, or how they begin. Passing: connections, other transactions, resources, shutting down and starting,
 * a server that only reads, locks, the operating system.
 */
const passing = ['08', '40', '53', '57', '58', '25006', '25P03', '55P03'];
/** Who we are to the server, and what we may do there. */
const ofConfiguration = ['28', '3D000', '3F000', '42501'];

/** Of a number, a character and a spelling that the column does not hold: SQLite takes each and finds nothing. */
const unheld = ['22003', '22021', '22P02'];

/** Serialization failure and deadlock: the server has undone everything, so the same may be tried at once. */
const collisions = ['40001', '40P01'];

/** What the driver says without a code when a connection is not to be had or has gone. */
const gone = /^(Connection terminated|timeout e|Query read timeout|Client has encountered a connection error)/;
const untrusted = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/**
 * Expected troubles of server, network and other transactions are refusals, and so are values that no row can have; the
 * rest is a bug and stays one.
 */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = codeOf(error);
  if (isOfConfiguration(error)) return busy(error);
  if (error instanceof DatabaseError) {
    if (begins(code, passing)) return busy(error);
    return unheld.includes(code) ? Object.assign(new Refusal('malformed', {}), { cause: error }) : error;
  }
  return /^E(?!RR_)[A-Z_]+$/.test(code) || gone.test(error.message) ? busy(error) : error;
}

/** Whatever a server says that gives no connection, it is a trouble of it, and may pass. */
export function unreachable(error: unknown): unknown {
  return error instanceof DatabaseError ? busy(error) : translate(error);
}

/** For whoever only begins: what no waiting ends is `configuration`. It passes too, where somebody changes it meanwhile. */
export function unusable(error: unknown): unknown {
  const cause = error instanceof Refusal && error.is('busy') ? error.cause : undefined;
  if (!(cause instanceof Error) || !isOfConfiguration(cause)) return error;
  return new Refusal('configuration', { why: `The database cannot be used: ${wordsOf(cause)}.` });
}

function isOfConfiguration(error: Error): boolean {
  const code = codeOf(error);
  if (error instanceof DatabaseError) return begins(code, ofConfiguration);
  return untrusted.test(code) || error.message.includes('SSL');
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

function begins(code: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => code.startsWith(prefix));
}

/** Whether a translated failure was a collision with another transaction. */
export function isCollision(error: unknown): boolean {
  const cause = error instanceof Refusal ? error.cause : undefined;
  return cause instanceof DatabaseError && collisions.includes(cause.code ?? '');
}

function busy(cause: Error): Refusal {
  return Object.assign(new Refusal('busy', { retryAfter: 5 }), { cause });
}

/** What was wrong, in the words of whoever noticed. Several addresses that all refused leave only a code. */
export function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
