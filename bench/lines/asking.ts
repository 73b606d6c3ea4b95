import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../src/database/index.ts';
import { runChild } from '../child.ts';
import { install } from '../installation.ts';
import { compare, type Line, shareOf } from '../line.ts';
import { load } from '../load.ts';
import { post } from '../requests.ts';

const senders = 32;
/** As many as Rekey writes through at once where a database has more than one writer. */
const connections = 8;
/** Somewhat less than an installation takes in a minute. */
const atOnce = 2_900;

export const asking: Line = {
  name: 'asking',
  engines: 'each',
  async measure(engine, { seconds }) {
    const installation = await install(engine);
    const bare = await engine.place();
    const { port, config } = installation;
    await installation.start();
    let asked = 0;
    const request = (): string => {
      const index = asked++;
      return post({ port, path: '/web/reset_password', from: index }, { login: `nobody-${index}@example.com` });
    };
    const ask = async (): Promise<number> => {
      const { perSecond } = await load({ port, senders, request, status: 303, count: atOnce, seconds });
      await untilDecided(config.databaseUrl);
      return perSecond;
    };
    const commit = { url: bare.url, senders: connections, seconds };
    try {
      await ask(); // a server that has just started is slower
      const compared = await compare(
        ask,
        async () => (await runChild<{ perSecond: number }>('limits/commits.js', commit)).perSecond,
      );
      return [shareOf({ work: 'asking for a reset', engine: engine.name, unit: '/s' }, compared, 0.5)];
    } finally {
      await installation.remove();
      await bare.remove();
    }
  },
};

/** The next round begins with nothing left to decide, and with the installation's count of asks at nothing. */
async function untilDecided(url: string): Promise<void> {
  const database = await openDatabase(url);
  for (let tries = 0; tries < 300; tries++) {
    const waiting = await database.read
      .selectFrom('resets')
      .select('id')
      .where('state', '=', 'asked')
      .limit(1)
      .execute();
    if (waiting.length === 0) break;
    await delay(50);
  }
  await database.write(async (tx) => {
    await tx.deleteFrom('limits').execute();
  });
  await database.close();
}
