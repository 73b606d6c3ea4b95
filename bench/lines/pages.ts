import { startChild } from '../child.ts';
import { install } from '../installation.ts';
import { compare, type Line, type Row, shareOf } from '../line.ts';
import { load } from '../load.ts';
import { get } from '../requests.ts';

const senders = 16;

const shown = [
  { work: 'the sign-in page', path: '/web/login' },
  { work: 'the reset page', path: '/web/reset_password' },
];

export const pages: Line = {
  name: 'pages',
  engines: 'each',
  async measure(engine, { seconds }) {
    const installation = await install(engine);
    await installation.start();
    const hello = await startChild<{ port: number }>('limits/hello.js');
    const rate = async (port: number, path: string): Promise<number> => {
      const request = get({ port, path });
      return (await load({ port, senders, request: () => request, status: 200, seconds: seconds / 2 })).perSecond;
    };
    const rows: Row[] = [];
    try {
      for (const { work, path } of shown) {
        const compared = await compare(
          () => rate(installation.port, path),
          () => rate(hello.told.port, '/'),
        );
        rows.push(shareOf({ work, engine: engine.name, unit: '/s' }, compared, 0.5));
      }
      return rows;
    } finally {
      await hello.stop();
      await installation.remove();
    }
  },
};
