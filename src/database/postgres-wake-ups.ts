import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { Client } from 'pg';
import { createSignal, newToken, type Signal, second, systemRandom } from '../kernel/index.ts';
import { connectionTo } from './postgres-pool.ts';
import type { Schema } from './schema.ts';

/** Commits within this many milliseconds are told to other processes once. */
const tellAfter = 50;
const listenAgainAfter = second;

interface WakeUps {
  /** To be called after every commit of ours. */
  committed(): void;
  changes(): Signal;
  commits(): number;
  close(): Promise<void>;
}

/**
 * Tells other processes of our commits and hears of theirs. Nothing depends on it: what is lost is found by the next
 * poll. NOTIFY takes a lock of the whole database when it commits, so it is never sent from a transaction that works.
 */
export function createWakeUps(url: string, teller: Kysely<Schema>): WakeUps {
  const self = newToken(systemRandom).slice(0, 12);
  const signals = new Set<Signal>();
  const closing = new AbortController();
  let told: NodeJS.Timeout | undefined;
  let listening: Promise<void> | undefined;

  let commits = 0;
  const raiseAll = (): void => {
    commits += 1;
    for (const signal of signals) signal.raise();
  };
  const tell = async (): Promise<void> => {
    told = undefined;
    await sql`select pg_notify('rekey', ${self})`.execute(teller).catch(() => {});
  };
  const heard = (by: string | undefined): void => {
    if (by !== self) raiseAll();
  };

  return {
    committed() {
      raiseAll();
      told ??= setTimeout(tell, tellAfter);
    },
    changes() {
      listening ??= keepListening(url, heard, closing.signal);
      const signal = createSignal();
      signals.add(signal);
      return signal;
    },
    commits: () => commits,
    async close() {
      closing.abort();
      clearTimeout(told);
      if (told) await tell();
      await listening;
    },
  };
}

/** One connection that only listens, made again whenever it is lost. */
async function keepListening(url: string, heard: (by?: string) => void, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await listen(url, heard, stop).catch(() => {});
    await delay(listenAgainAfter, undefined, { signal: stop }).catch(() => {});
  }
}

async function listen(url: string, heard: (by?: string) => void, stop: AbortSignal): Promise<void> {
  const client = new Client(connectionTo(url));
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('error', () => {});
  client.on('notification', ({ payload }) => heard(payload));
  const end = (): void => void client.end().catch(() => {});
  try {
    await client.connect();
    await client.query('listen rekey');
    heard(); // of whatever happened while nobody listened
    stop.addEventListener('abort', end, { once: true });
    if (!stop.aborted) await ended;
  } finally {
    stop.removeEventListener('abort', end);
    await client.end().catch(() => {});
  }
}
