import { setTimeout as delay } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { Engine } from '../../tests/engines.ts';
import { type Child, runChild, startChild } from '../child.ts';
import { install } from '../installation.ts';
import { compare, type Line, shareOf } from '../line.ts';
import { makePeople } from '../people.ts';

export interface Arrival {
  to: string;
  at: number;
}

export type Sink = Child<{ port: number }>;

const count = 1_500;
/** Whoever has just started is slower; these do not count, on either side. */
const warming = 500;

export const messages: Line = {
  name: 'messages',
  engines: 'each',
  async measure(engine) {
    const sink: Sink = await startChild('sink.js');
    try {
      await sendQueue(engine, sink); // shows what a letter is like
      const { html, text = '' } = await simpleParser(await sink.ask<string>('sample'));
      const given = { port: sink.told.port, count, letter: { html: html || '', text } };
      const compared = await compare(
        () => sendQueue(engine, sink),
        async () => {
          await runChild('limits/mailer.js', given);
          return rateOf(await sink.ask<Arrival[]>('arrivals'));
        },
      );
      return [shareOf({ work: 'messages', engine: engine.name, unit: '/s' }, compared, 0.8)];
    } finally {
      await sink.stop();
    }
  },
};

/** A server starts with a full queue. */
async function sendQueue(engine: Engine, sink: Sink): Promise<number> {
  const installation = await install(engine);
  try {
    await makePeople(installation.config, { prefix: 'person', count, letters: true });
    await installation.start({ REKEY_SMTP_URL: `smtp://127.0.0.1:${sink.told.port}` });
    return rateOf(await untilArrived(sink, count));
  } finally {
    await installation.remove();
  }
}

function rateOf(arrivals: Arrival[]): number {
  const counted = arrivals.slice(warming);
  const took = (counted.at(-1)?.at ?? 0) - (counted[0]?.at ?? 0);
  return (counted.length - 1) / (took / 1_000);
}

export async function untilArrived(sink: Sink, expected: number): Promise<Arrival[]> {
  for (let tries = 0; tries < 600; tries++) {
    if ((await sink.ask<number>('count')) >= expected) return sink.ask<Arrival[]>('arrivals');
    await delay(100);
  }
  throw new Error('letters did not arrive');
}
