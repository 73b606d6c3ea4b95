import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operator, strangerAt } from '../callers.ts';
import { type Engine, keepOwnPostgres, postgresql } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { postgres } from '../postgres.ts';
import { refuses } from '../refuses.ts';
import { type Gate, openGate } from './tcp-gate.ts';
import { tracesOf } from './traces.ts';

keepOwnPostgres();

const oldPassword = 'Old-Meadow-71';
const newPassword = 'Harbour-violet-29';

describe('a COMMIT that gets lost on the way', () => {
  let gate: Gate;
  let home: Installation;
  before(async () => {
    gate = await openGate(`${(await postgres()).folder}/.s.PGSQL.5432`);
    const behindTheGate: Engine = {
      ...postgresql,
      async migrated() {
        const { url, remove } = await postgresql.migrated();
        const name = /rekey_\w+/.exec(url)?.[0] ?? '';
        return { url: `postgres://rekey@127.0.0.1:${gate.port}/${name}`, remove };
      },
    };
    home = await openInstallation(behindTheGate);
  });
  after(async () => {
    await home.close();
    gate.close();
  });

  /** Somebody with a link, and the button that they press. */
  async function atTheButton(login: string) {
    const user = await home.confirmed({ login, email: `${login}@example.com`, password: oldPassword });
    const { link } = await home.app.resets.send(operator, user.id, { printLink: true });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, password: newPassword, confirmPassword: newPassword };
    const press = (browser = 'the one') => home.app.resets.complete(strangerAt('192.0.2.1'), { ...input, browser });
    const signIn = (password: string) =>
      home.app.sessions.signIn(strangerAt('192.0.2.9'), { login, password, knownBrowser: undefined });
    return { user, press, signIn };
  }

  const stored = (userId: string) => tracesOf(home.app.database.read, userId);

  it('F-08 is busy to the caller when it was done all the same, and a second press shows the success', async () => {
    const { user, press, signIn } = await atTheButton('reached');
    gate.lose({ of: 'spent_by', what: 'answer' });
    await refuses(press(), 'busy');
    assert.deepEqual(await stored(user.id), { links: ['spent'], events: 1, notices: 1 });
    await refuses(press('another'), 'link_used');
    assert.equal((await press()).user.id, user.id);
    assert.deepEqual(await stored(user.id), { links: ['spent'], events: 1, notices: 1 });
    await signIn(newPassword);
  });

  it('F-08 is busy to the caller when nothing was done, and a second press does it', async () => {
    const { user, press, signIn } = await atTheButton('not-reached');
    gate.lose({ of: 'spent_by', what: 'request' });
    await refuses(press(), 'busy');
    assert.deepEqual(await stored(user.id), { links: ['live'], events: 0, notices: 0 });
    await signIn(oldPassword);
    await press();
    assert.deepEqual(await stored(user.id), { links: ['spent'], events: 1, notices: 1 });
  });

  for (const what of ['answer', 'request'] as const) {
    it(`F-08 leaves one ask when its ${what} is lost and it is sent once more`, async () => {
      const asking = () => home.app.resets.ask(strangerAt('192.0.2.4'), { login: `somebody ${what}` });
      gate.lose({ of: 'insert into "resets"', what });
      await refuses(asking(), 'busy');
      await asking();
      const rows = await home.app.database.read
        .selectFrom('resets')
        .select('asks')
        .where('asked_address', '=', '192.0.2.4')
        .where('state', '=', 'asked')
        .execute();
      assert.deepEqual(rows, [{ asks: what === 'answer' ? 2 : 1 }]);
      await home.app.resets.decide();
    });
  }
});
