import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { addressForbidden, second } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import { clearText, type Phase, timedOut, WireError } from './failure.ts';
import type { Limits } from './limits.ts';
import { isLoopback } from './loopback.ts';
import { trust } from './trust.ts';

/**
 * A connection to a mail server; with `ssl` already secured. The name is looked up anew each time.
 * Throws a `WireError`. A server without encryption must be on this machine by name, and really be there, unless somebody
 * confirmed otherwise.
 */
export async function openSocket(server: MailServer, limits: Limits, stop: AbortSignal): Promise<Socket> {
  const staysHere = server.encryption === 'none' && !server.clearTextConfirmed;
  if (staysHere) mustBeHere(server.host);
  if (isIP(server.host) !== 0 && server.reach?.allows(server.host) === false) {
    throw new WireError('connecting', { code: addressForbidden });
  }
  const socket = dial(server);
  const giveUp = (): void => void socket.destroy(new Error('stopped'));
  stop.addEventListener('abort', giveUp);
  try {
    stop.throwIfAborted();
    await reached(socket, 'connect', 'connecting', limits.connect);
    if (server.encryption === 'ssl') await reached(socket, 'secureConnect', 'securing', limits.greeting);
    if (staysHere) mustBeHere(socket.remoteAddress ?? '');
    return socket;
  } catch (error) {
    socket.on('error', () => {}); // what a torn connection still says
    socket.destroy();
    throw error;
  } finally {
    stop.removeEventListener('abort', giveUp);
  }
}

function mustBeHere(host: string): void {
  if (!isLoopback(host)) throw new WireError('securing', { code: clearText });
}

function dial(server: MailServer): Socket {
  const { host, port, reach } = server;
  const to = { host, port, autoSelectFamilyAttemptTimeout: 2 * second, ...(reach && { lookup: reach.lookup }) };
  return server.encryption === 'ssl' ? connectTls({ ...to, ...tlsOptions(server) }) : connectPlain(to);
}

export function tlsOptions({ host, authority, certificate }: MailServer): ConnectionOptions {
  return { ...trust(authority), ...certificate, ...(isIP(host) === 0 && { servername: host }) };
}

function reached(socket: Socket, event: 'connect' | 'secureConnect', phase: Phase, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: WireError): void => {
      clearTimeout(timer);
      socket.off(event, succeeded).off('error', failed).off('close', closed);
      if (error) reject(error);
      else resolve();
    };
    const succeeded = (): void => settle();
    const failed = (error: Error): void => settle(new WireError(phase, { code: codeOf(error) }));
    const closed = (): void => settle(new WireError(phase, {}));
    const timer = setTimeout(() => settle(new WireError(phase, { code: timedOut })), ms);
    socket.once(event, succeeded).once('error', failed).once('close', closed);
  });
}

/** Where a name has several addresses, the system tells one error for each. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const { code, originalCode } = error as { code?: string; originalCode?: string };
  return originalCode ?? code;
}
