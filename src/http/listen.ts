import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import { noPort, second } from '../kernel/index.ts';
import { gatherChunks } from './chunks.ts';
import { securityHeaders } from './headers.ts';
import { inTurn } from './in-turn.ts';
import { answerNoAddress, answerNoRequest, answerWith, namesManyHosts } from './no-request.ts';

type Fetch = Parameters<typeof getRequestListener>[0];

/** A port that is ours already, before anything else is touched. */
export interface Listening {
  port: number;
  /** Until this is called every request is told to come again in a moment. */
  handOver(fetch: Fetch): void;
  /** How many connections there are. */
  connections(): Promise<number>;
  /**
   * Lets what is under way finish, for up to `grace` milliseconds; meanwhile whoever asks is still answered, and told not to
   * stay. Then takes no new connection, and drops what is left when the grace is over.
   */
  close(grace: number): Promise<void>;
}

/** How long a client may take, in milliseconds, and how much it may say before its body. */
export const usualLimits = {
  headersTimeout: 10 * second,
  requestTimeout: 30 * second,
  keepAliveTimeout: 5 * second,
  // How often Node looks for requests that are too slow; its default of 30 s would triple the limits above.
  connectionsCheckingInterval: 2 * second,
  maxHeaderSize: 16_384,
  // Node would answer by itself, without a guard.
  requireHostHeader: false,
  /** Neither sending nor reading anything: a client that does not take its answer. */
  silence: 30 * second,
};

/**
 * `secure`: whether browsers reach us over TLS. Refuses `configuration` when the port is taken or not ours to take. The limits
 * are the usual ones unless a proof shortens them.
 */
export async function listen(
  host: string,
  port: number,
  { secure = false, ...changed }: Partial<typeof usualLimits> & { secure?: boolean } = {},
): Promise<Listening> {
  const { silence, ...limits } = { ...usualLimits, ...changed };
  let answer: RequestListener = (_request, response) => {
    for (const [name, value] of securityHeaders({ secure })) response.setHeader(name, value);
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain; charset=utf-8' }).end('Starting.\n');
  };
  const underWay = new Set<ServerResponse>();
  let leaving = false;
  const begin = inTurn((request, response) => {
    if (leaving) response.setHeader('Connection', 'close');
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (request.headers['transfer-encoding'] === undefined) answer(request, response);
    else gatherChunks(request, () => answer(request, response));
  });
  const server = createServer(limits, (request, response) => {
    if (namesManyHosts(request)) return answerWith(400, response, { secure });
    begin(request, response);
  });
  noteAddresses(server);
  answerNoRequest(server, { secure }, underWay);
  server.setTimeout(silence);
  await bind(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    handOver(fetch) {
      answer = getRequestListener(fetch, { errorHandler: (error) => answerNoAddress(error, { secure }) });
    },
    connections: () => promisify(server.getConnections.bind(server))(),
    async close(grace) {
      leaving = true;
      const until = performance.now() + grace;
      await ended([...underWay], grace);
      await close(server, Math.max(0, until - performance.now()));
    },
  };
}

/**
 * Node asks the system for the address of the other side when it is first wanted, and keeps it. Of a connection that was reset
 * the system tells none, while what was sent before is still read: so it is asked as they come, and whoever is gone by then
 * is heard no more. Else strangers act from nowhere, beside every limit and in no record.
 */
function noteAddresses(server: Server): void {
  server.on('connection', (socket) => {
    if (socket.remoteAddress === undefined) socket.destroy();
  });
}

const settings = { host: 'REKEY_HOST', port: 'REKEY_PORT' };

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(noPort(error, { host, port, settings })));
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

/** Only those that were under way: a server that is asked without a pause would never come to an end. */
async function ended(responses: ServerResponse[], grace: number): Promise<void> {
  const over = new AbortController();
  const late = delay(grace, undefined, { signal: over.signal }).catch(() => {});
  const all = responses.map((response) => new Promise<void>((resolve) => response.once('close', resolve)));
  await Promise.race([Promise.all(all), late]);
  over.abort();
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
