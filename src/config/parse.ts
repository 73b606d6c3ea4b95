import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { day, hour, isEmail, minute, second } from '../kernel/index.ts';
import { Fault } from './fault.ts';
import type { Listen } from './index.ts';

/*
 * From a setting's text to its value. A fault never repeats what could hold a secret.
 */

export function parseHost(text: string): string | Fault {
  const isName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);
  return isName || isIP(text) ? text : new Fault('must be an address or a host name without port, such as 127.0.0.1');
}

export function parsePort(text: string): number | Fault {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : new Fault(`must be a whole number from 0 to 65535, not "${text}"`);
}

/** Only the origin may stand there: every address of ours is made from it, and links go out by mail. */
export function parseBaseUrl(text: string): string | Fault {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    return new Fault('must be an address that begins with https://, such as https://rekey.example.com');
  }
  if (url.username || url.password) return new Fault('must not carry a user name or password');
  if (url.pathname !== '/' || /[?#]/.test(text)) {
    return new Fault(`must be the bare address ${url.origin}, without a path, question mark or fragment`);
  }
  return url.origin;
}

export function parseDatabaseUrl(text: string): string | Fault {
  if (isPostgres(text)) return parsePostgresUrl(text);
  const path = text.slice('sqlite:'.length);
  if (!text.startsWith('sqlite:') || path === '') {
    return new Fault(
      'must be sqlite: and a path, such as sqlite:/var/lib/rekey/rekey.db, or postgres://USER:PASSWORD@HOST:PORT/DATABASE',
    );
  }
  if (path.includes(':memory:') || path.startsWith('file:')) return new Fault('must name a plain file');
  return `sqlite:${resolve(path)}`;
}

export function isPostgres(databaseUrl: string): boolean {
  return /^postgres(ql)?:/.test(databaseUrl);
}

/** The driver checks certificates under each of them. */
export const verifyingModes = ['require', 'verify-ca', 'verify-full'];
const sslModes = ['disable', 'no-verify', ...verifyingModes];

/** Without a host it is a local socket, in the folder that `?host=` names. */
function parsePostgresUrl(text: string): string | Fault {
  const url = /^[a-z]+:\/\//.test(text) ? URL.parse(text) : null;
  if (!url || !/^\/[^/]+$/.test(url.pathname) || url.hash !== '') {
    return new Fault(
      'must be postgres://USER:PASSWORD@HOST:PORT/DATABASE; special characters of user and password are percent-encoded',
    );
  }
  if (url.searchParams.has('password')) return new Fault('must carry the password before the host, not behind the "?"');
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  return sslModes.includes(mode) ? text : new Fault(`must have one of ${sslModes.join(', ')} as its sslmode`);
}

export function parseFolder(text: string): string | Fault {
  return text.includes('\0') ? new Fault('must name a folder') : resolve(text);
}

export const shortestSecret = 32;

export function parseSecret(text: string): string | Fault {
  if ([...text].length >= shortestSecret) return text;
  return new Fault(`must have at least ${shortestSecret} characters ("openssl rand -base64 32" makes a good one)`);
}

/** As it can stand in a header (RFC 6750, 2.1). */
export function parseToken(text: string): string | Fault {
  if (/^[\w.~+/-]{8,}=*$/.test(text)) return text;
  return new Fault('must have at least 8 characters: letters, digits and . _ ~ + / -, with = at the end only');
}

export function parseSmtpUrl(text: string): string | Fault {
  const url = URL.parse(text);
  if ((url?.protocol !== 'smtp:' && url?.protocol !== 'smtps:') || url.hostname === '') {
    return new Fault(
      'must be smtp://USER:PASSWORD@HOST:PORT or smtps://…; special characters of user and password are percent-encoded',
    );
  }
  if (url.pathname.length > 1 || url.search || url.hash) return new Fault('must end after the host and port');
  return text;
}

/** An address, or a name with the address in angle brackets. */
export function parseMailFrom(text: string): string | Fault {
  const address = /^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(text)?.[1] ?? text;
  return isEmail(address) ? text : new Fault('must be an address, such as "Rekey <rekey@example.com>"');
}

export function parseNetworks(text: string): string[] | Fault {
  const networks = text.split(/[\s,]+/).filter((network) => network !== '');
  const wrong = networks.find((network) => !isNetwork(network));
  if (wrong === undefined) return networks;
  return new Fault(`must list addresses or networks, such as 10.0.0.0/8, separated by commas; "${wrong}" is neither`);
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 6 ? 128 : 32));
}

/** Addresses of servers, each with a port or without. */
export function parseServers(text: string): string[] | Fault {
  const servers = text.split(/[\s,]+/).filter((server) => server !== '');
  const wrong = servers.find((server) => !isIP(server) && !isIP(hostOf(server)));
  return wrong === undefined
    ? servers
    : new Fault(`must list addresses, such as 192.0.2.53 or 192.0.2.53:53; "${wrong}" is none`);
}

function hostOf(server: string): string {
  return (/^\[([^\]]+)\]:\d{1,5}$/.exec(server) ?? /^([^:]+):\d{1,5}$/.exec(server))?.[1] ?? '';
}

export function parseListen(text: string): Listen | Fault {
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? '';
  const port = Number(digits);
  if (isIP(host) && digits !== '' && port <= 65_535) return { host, port };
  return new Fault(`must be an address and a port, such as 0.0.0.0:2525, not "${text}"`);
}

export function parseYes(text: string): boolean | Fault {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  return /^(0|false|no|off)$/i.test(text) ? false : new Fault(`must be yes or no, not "${text}"`);
}

const units: Record<string, number> = { s: second, m: minute, h: hour, d: day };

export function parseOffset(text: string): number | Fault {
  const [, sign, count = '', unit = ''] = /^([+-])(\d{1,6})([smhd])$/.exec(text) ?? [];
  const length = Number(count) * (units[unit] ?? 0);
  if (sign === undefined) return new Fault(`must be a sign, a number and s, m, h or d, such as +24h, not "${text}"`);
  return sign === '-' ? -length : length;
}

/** One of a closed set of words. */
export function parseWord<const W extends string>(words: readonly W[]): (text: string) => W | Fault {
  return (text) =>
    words.find((word) => word === text) ?? new Fault(`must be one of ${words.join(', ')}, not "${text}"`);
}
