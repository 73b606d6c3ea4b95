import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Refusal, second } from '../kernel/index.ts';

type Fetch = Parameters<typeof getRequestListener>[0];

/** A port that is ours already, before anything else is touched. */
export interface Listening {
  port: number;
  /** Until this is called every request is told to come again in a moment. */
  handOver(fetch: Fetch): void;
  /** Takes no new connection, lets what is under way finish for up to `grace` milliseconds, then drops the rest. */
  close(grace: number): Promise<void>;
}

const limits = {
  headersTimeout: 10 * second,
  requestTimeout: 30 * second,
  keepAliveTimeout: 5 * second,
  // How often Node looks for requests that are too slow; its default of 30 s would triple the limits above.
  connectionsCheckingInterval: 2 * second,
  maxHeaderSize: 16_384,
};

/** Refuses `configuration` when the port is taken or not ours to take. */
export async function listen(host: string, port: number): Promise<Listening> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain; charset=utf-8' }).end('Starting.\n');
  };
  const server = createServer(limits, (request, response) => answer(request, response));
  await bind(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    handOver(fetch) {
      answer = getRequestListener(fetch);
    },
    close: (grace) => close(server, grace),
  };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(notOurs(error, host, port)));
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function notOurs(error: NodeJS.ErrnoException, host: string, port: number): Refusal {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Set REKEY_PORT to a free one.`,
    EACCES: `Port ${port} on ${host} may not be used by this user. Set REKEY_PORT to one above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Set REKEY_HOST.`,
    ENOTFOUND: `${host} is no address of this machine. Set REKEY_HOST.`,
  };
  const why = reasons[error.code ?? ''] ?? `Port ${port} on ${host} cannot be opened: ${error.message}.`;
  return new Refusal('configuration', { why });
}

function close(server: Server, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const drop = setTimeout(() => server.closeAllConnections(), grace);
    server.close(() => {
      clearTimeout(drop);
      resolve();
    });
    server.closeIdleConnections();
  });
}
