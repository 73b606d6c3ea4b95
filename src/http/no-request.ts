import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { RequestError } from '@hono/node-server';
import { securityHeaders } from './headers.ts';
import type { Site } from './site.ts';

/** What Node calls the faults that have a status of their own; the others are malformed. */
const statusOfFault: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what never becomes a request, which Node would answer without a word and without a guard: bytes that are no
 * HTTP, headers that are too long, what does not come to its end. Where such bytes begin and end is nobody's knowledge,
 * so nothing more is read from that connection.
 */
export function answerNoRequest(server: Server, site: Pick<Site, 'secure'>, underWay: Set<ServerResponse>): void {
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    // Behind the beginning of another answer these words would be taken for a part of it.
    const isAnswered = [...underWay].some((response) => response.socket === socket && response.headersSent);
    if (error.code !== 'ECONNRESET' && socket.writable && !isAnswered) {
      socket.write(wordsOf(statusOfFault[error.code ?? ''] ?? 400, site));
    }
    socket.destroySoon();
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => answerWith(417, response, site));
}

/** Whether a request names its host more than once (RFC 9112, 3.2): whoever reads it next may believe the other one. */
export function namesManyHosts({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host').length > 1;
}

/** Answers what was taken apart and is no request all the same; the connection ends. */
export function answerWith(status: number, response: ServerResponse, site: Pick<Site, 'secure'>): void {
  for (const [name, value] of headersOf(site)) response.setHeader(name, value);
  response.statusCode = status;
  response.end(textOf(status));
}

/** The same for a request without a host, or with an address that is none; anything else is a fault of ours. */
export function answerNoAddress(error: unknown, site: Pick<Site, 'secure'>): Response {
  const status = error instanceof RequestError ? 400 : 500;
  return new Response(textOf(status), { status, headers: headersOf(site) });
}

function wordsOf(status: number, site: Pick<Site, 'secure'>): string {
  const text = textOf(status);
  const headers = [...headersOf(site), ['Content-Length', String(Buffer.byteLength(text))]];
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}

function headersOf(site: Pick<Site, 'secure'>): [name: string, value: string][] {
  return [...securityHeaders(site), ['Content-Type', 'text/plain; charset=utf-8'], ['Connection', 'close']];
}

function textOf(status: number): string {
  return `${STATUS_CODES[status]}.\n`;
}
