import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Which requests are sent, by how many senders that each wait for an answer before they ask again. */
export interface Load {
  port: number;
  senders: number;
  /** The request with this number; each is sent once. */
  request(index: number): string;
  /** The status that every answer must have: a refusal is quick, and worth nothing. */
  status: number;
  /** It ends after so many requests, or so many seconds. */
  count?: number;
  seconds?: number;
  /** Milliseconds between an answer and the sender's next request. */
  pause?: number;
}

export interface Measured {
  perSecond: number;
  /** Milliseconds from request to answer, in order of size. */
  times: number[];
}

/** Sends requests through kept connections and measures the answers. Nothing of HTTP that the servers here do not use. */
export async function load(wanted: Load): Promise<Measured> {
  const { port, senders, request, status, count = 1_000_000, seconds = 60, pause } = wanted;
  const times: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  let index = 0;
  const send = async (): Promise<void> => {
    const connection = await openConnection(port);
    while (index < count && performance.now() < until) {
      const asked = performance.now();
      const answer = await connection.exchange(request(index++));
      if (answer.status !== status) throw new Error(`answered ${answer.status} instead of ${status}`);
      times.push(performance.now() - asked);
      if (pause) await delay(pause);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: senders }, send));
  const took = (performance.now() - began) / 1_000;
  return { perSecond: times.length / took, times: times.sort((a, b) => a - b) };
}

/** The time that this share of all answers did not exceed. */
export function percentile(times: number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

interface Answer {
  status: number;
  head: string;
  body: string;
}

export interface Connection {
  exchange(request: string): Promise<Answer>;
  close(): void;
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return { exchange: (request) => exchange(socket, request), close: () => socket.destroy() };
}

/** One request at a time, so whatever comes is its answer. */
function exchange(socket: Socket, request: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let received = '';
    const end = (settle: () => void): void => {
      socket.removeListener('data', read);
      socket.removeListener('close', lost);
      settle();
    };
    const read = (chunk: Buffer): void => {
      received += chunk.toString('latin1');
      const answer = wholeAnswer(received);
      if (answer) end(() => resolve(answer));
    };
    const lost = (): void => end(() => reject(new Error('the server closed the connection')));
    socket.on('data', read);
    socket.on('close', lost);
    socket.write(request);
  });
}

function wholeAnswer(received: string): Answer | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.slice(0, headEnd);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const isWhole = length === undefined ? isEnded(head, received) : received.length >= headEnd + 4 + Number(length);
  return isWhole ? { status: Number(head.slice(9, 12)), head, body: received.slice(headEnd + 4) } : undefined;
}

function isEnded(head: string, received: string): boolean {
  return !/\r\ntransfer-encoding: chunked/i.test(head) || received.endsWith('\r\n0\r\n\r\n');
}
