/** What a browser would send, as bytes. */
interface Parts {
  port: number;
  path: string;
  /** The client that a proxy names: each of many people has an address of their own, and limits of their own. */
  from?: number;
  cookie?: string;
}

export function get(parts: Parts): string {
  return `GET ${parts.path} HTTP/1.1\r\n${headers(parts)}\r\n`;
}

export function post(parts: Parts, fields: Record<string, string>): string {
  const body = new URLSearchParams(fields).toString();
  const type = 'Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n';
  return `POST ${parts.path} HTTP/1.1\r\n${headers(parts)}${type}Content-Length: ${body.length}\r\n\r\n${body}`;
}

function headers({ port, from, cookie }: Parts): string {
  const client = from === undefined ? '' : `X-Forwarded-For: ${addressOf(from)}\r\n`;
  const cookies = cookie === undefined ? '' : `Cookie: ${cookie}\r\n`;
  return `Host: 127.0.0.1:${port}\r\nUser-Agent: bench\r\nAccept-Language: en\r\n${client}${cookies}`;
}

/** Neighbouring numbers are in different networks. */
function addressOf(index: number): string {
  return `10.${index % 250}.${Math.floor(index / 250) % 250}.${1 + (Math.floor(index / 62_500) % 250)}`;
}
