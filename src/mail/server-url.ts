import { domainToASCII } from 'node:url';
import { Refusal } from '../kernel/index.ts';
import type { MailServer } from './index.ts';
import { isLoopback } from './wire/loopback.ts';

const form = 'smtps://user:password@host:465 (TLS at once) or smtp://user:password@host:587 (STARTTLS)';

/**
 * The mail server that `REKEY_SMTP_URL` names. `smtps://` is TLS at once; `smtp://` demands STARTTLS, except to a
 * loopback address. Refuses `configuration` for anything that it does not understand, and never repeats the password.
 */
export function serverFromUrl(text: string): MailServer {
  const url = parse(text);
  const secure = url.protocol === 'smtps:';
  const host = hostOf(url);
  return {
    id: 'environment',
    name: host,
    host,
    port: portOf(url, secure ? 465 : 587),
    encryption: secure ? 'ssl' : isLoopback(host) ? 'none' : 'starttls',
    ...credentialsOf(url),
    sequence: 10,
  };
}

function parse(text: string): URL {
  if (!URL.canParse(text)) throw refused(`is not an address of the form ${form}`);
  const url = new URL(text);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') throw refused(`must begin with smtp:// or smtps://`);
  if ((url.pathname !== '' && url.pathname !== '/') || url.search || url.hash) {
    throw refused(
      `must end after the port. Write / ? # @ and : inside the user name or password as %2F %3F %23 %40 %3A`,
    );
  }
  return url;
}

function hostOf(url: URL): string {
  const written = decode(url.hostname);
  const host = /^\[.*\]$/.test(written) ? written.slice(1, -1) : domainToASCII(written);
  if (!host) throw refused(`names no mail server. Its form is ${form}`);
  return host;
}

function portOf(url: URL, usual: number): number {
  const port = url.port === '' ? usual : Number(url.port);
  if (port === 0) throw refused('has port 0, which does not exist');
  return port;
}

function credentialsOf(url: URL): { user?: string; password?: string } {
  const user = decode(url.username);
  const password = decode(url.password);
  if (user === '' && password === '') return {};
  if (user === '' || password === '') throw refused('must have both a user name and a password, or neither');
  return { user, password };
}

function decode(part: string): string {
  let text: string;
  try {
    text = decodeURIComponent(part);
  } catch {
    throw refused('has a % that is not followed by two hex digits. Write % itself as %25');
  }
  if (/\p{Cc}/u.test(text)) throw refused('has a control character in it');
  return text;
}

function refused(what: string): Refusal {
  return new Refusal('configuration', { why: `REKEY_SMTP_URL ${what}.` });
}
