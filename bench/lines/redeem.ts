import { type LinkHolder, makeLinkHolders } from '../../tests/proofs/people.ts';
import { runChild } from '../child.ts';
import { install } from '../installation.ts';
import { compare, type Line, shareOf } from '../line.ts';
import { type Connection, load, openConnection } from '../load.ts';
import { get, post } from '../requests.ts';
import { atOnce, senders } from './sign-in.ts';

const newPassword = 'Vx7!kettle-Orbit-plume';
/** About as many as are redeemed in a second. */
const perSecond = 130;

export const redeem: Line = {
  name: 'redeem',
  engines: 'each',
  async measure(engine, { seconds }) {
    const installation = await install(engine);
    const { port } = installation;
    const count = seconds * perSecond;
    const holders = await makeLinkHolders(installation.config, 'holder', 3 * count);
    await installation.start();
    try {
      const compared = await compare(
        async () => {
          const forms = await openLinks(port, holders.splice(0, count));
          const request = (index: number): string => forms[index] ?? '';
          return (await load({ port, senders, request, status: 303, count })).perSecond;
        },
        async () =>
          (await runChild<{ perSecond: number }>('limits/argon2.js', { work: 'hash', atOnce, seconds })).perSecond,
      );
      return [shareOf({ work: 'redeeming a link', engine: engine.name, unit: '/s' }, compared, 0.95)];
    } finally {
      await installation.remove();
    }
  },
};

/** Follows each link as far as the form; answers what pressing its button would send. */
async function openLinks(port: number, holders: LinkHolder[]): Promise<string[]> {
  const connection = await openConnection(port);
  const forms: string[] = [];
  for (const holder of holders) forms.push(await openLink(port, connection, holder));
  connection.close();
  return forms;
}

async function openLink(port: number, connection: Connection, { token }: LinkHolder): Promise<string> {
  const path = '/web/reset_password';
  const { head } = await connection.exchange(get({ port, path: `${path}?token=${token}` }));
  const cookie = [...head.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map(([, pair]) => pair).join('; ');
  const page = await connection.exchange(get({ port, path, cookie }));
  const link = /name="link" value="([^"]+)"/.exec(page.body)?.[1];
  if (!link) throw new Error('a link leads to no form');
  return post({ port, path, cookie }, { link, password: newPassword, confirm_password: newPassword });
}
