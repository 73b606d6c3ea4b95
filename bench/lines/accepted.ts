import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../child.ts';
import { install } from '../installation.ts';
import { below, type Line } from '../line.ts';
import { openConnection, percentile } from '../load.ts';
import { makePeople } from '../people.ts';
import { post } from '../requests.ts';
import { type Sink, untilArrived } from './messages.ts';

const perSecond = 10;

export const accepted: Line = {
  name: 'accepted',
  engines: 'each',
  async measure(engine, { seconds }) {
    const count = perSecond * seconds * 4;
    const sink: Sink = await startChild('sink.js');
    const installation = await install(engine);
    try {
      await makePeople(installation.config, { prefix: 'person', count });
      await installation.start({ REKEY_SMTP_URL: `smtp://127.0.0.1:${sink.told.port}` });
      const askedAt = await askSteadily(installation.port, count);
      const arrivals = await untilArrived(sink, count);
      const times = arrivals.map(({ to, at }) => at - (askedAt.get(to) ?? 0)).sort((a, b) => a - b);
      const row = { engine: engine.name, unit: 'ms' };
      return [
        below({ ...row, work: 'ask → accepted, p50', rekey: percentile(times, 0.5) }, 2_000),
        below({ ...row, work: 'ask → accepted, p95', rekey: percentile(times, 0.95) }, 2_000),
      ];
    } finally {
      await installation.remove();
      await sink.stop();
    }
  },
};

/** Ten people a second, each once; when each of them pressed the button. */
async function askSteadily(port: number, count: number): Promise<Map<string, number>> {
  const askedAt = new Map<string, number>();
  const connection = await openConnection(port);
  for (let index = 0; index < count; index++) {
    askedAt.set(`person-${index}@example.com`, performance.timeOrigin + performance.now());
    const request = post({ port, path: '/web/reset_password', from: index }, { login: `person-${index}` });
    const [{ status }] = await Promise.all([connection.exchange(request), delay(1_000 / perSecond)]);
    if (status !== 303) throw new Error(`an ask was answered ${status}`);
  }
  connection.close();
  return askedAt;
}
