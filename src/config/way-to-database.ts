import { isLoopback } from './loopback.ts';
import { isPostgres, verifyingModes } from './parse.ts';

/** Whether somebody on the way to the database could read what crosses it, or answer in its place. */
export function isOpenToOthers(databaseUrl: string): boolean {
  if (!isPostgres(databaseUrl)) return false;
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? hostname;
  if (host === '' || host.startsWith('/') || isLoopback(host)) return false;
  const mode = searchParams.get('sslmode') ?? '';
  // As PostgreSQL's own clients take it: encrypted, to whoever answers.
  if (mode === 'require' && searchParams.get('uselibpqcompat') === 'true') return true;
  return !verifyingModes.includes(mode);
}
