import { Refusal } from './refusal.ts';

interface Wanted {
  host: string;
  port: number;
  /** What they are set by. */
  settings: { host: string; port: string };
}

/** Why a port cannot be listened on, and what to do. */
export function noPort(error: NodeJS.ErrnoException, { host, port, settings }: Wanted): Refusal<'configuration'> {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Set ${settings.port} to a free one.`,
    EACCES: `Port ${port} on ${host} may not be used by this user. Set ${settings.port} to one above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set ${settings.host}.`,
    ENOTFOUND: `${host} is no address of this machine. Set ${settings.host}.`,
  };
  const why = reasons[error.code ?? ''] ?? `Port ${port} on ${host} cannot be opened: ${error.message}.`;
  return new Refusal('configuration', { why });
}
