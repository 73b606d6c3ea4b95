import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import type { Caller } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { type Engine, postgresql } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { untilWaiting } from '../until-waiting.ts';

const password = 'Lantern-harbour-58';

/** Transactions that wait for each other are never found out, so each of them is `busy` in the end. */
const unforgiving: Engine = {
  ...postgresql,
  async migrated() {
    const place = await postgresql.migrated();
    await asked(place.url, `alter database "${new URL(place.url).pathname.slice(1)}" set deadlock_timeout = '1h'`);
    return place;
  },
};

describe('two acts on the same two people at the same moment on PostgreSQL', () => {
  let home: Installation;
  let gate: Client;
  let people = 0;
  before(async () => {
    home = await openInstallation(unforgiving);
    gate = new Client({ connectionString: home.app.config.databaseUrl });
    await gate.connect();
  });
  after(async () => {
    await gate.end();
    await home.close();
  });

  /** All have got as far as to the first of the people, in this order, when they are let go on. */
  const together = async (acts: readonly (() => Promise<unknown>)[], held = 'users'): Promise<void> => {
    await gate.query(`begin; select id from ${held} for no key update`);
    const done: Promise<unknown>[] = [];
    for (const act of acts) {
      done.push(act());
      await untilWaiting(gate, done.length);
    }
    await gate.query('commit');
    await Promise.all(done);
  };
  const person = async (email: string) => home.adopted({ login: `crossing-${people++}`, email });
  const move = (id: string, email: string) => () => home.app.users.edit(home.operator, id, { change: { email } });
  /** With a session, which whoever ends it takes from under what they do. */
  const atWork = async (user: User): Promise<Caller> => {
    const input = { login: user.login, password, knownBrowser: undefined };
    const { token } = openedSession(await home.app.sessions.signIn(strangerAt('192.0.2.1'), input));
    const { actor } = signedIn(user);
    const session = (await home.app.sessions.whoIs(token))?.sessionId ?? '';
    assert.ok(actor.kind === 'user' && session !== '');
    return { ...signedIn(user), actor: { ...actor, session } };
  };

  it('go one after the other where the two give up an email that they share', async () => {
    const [one, other] = [await person('both@example.com'), await person('both@example.com')];
    await together([move(one.id, 'one@example.com'), move(other.id, 'other@example.com')]);
    const shared = home.app.database.read.selectFrom('users').select('id').where('email_shared', '=', 1);
    assert.deepEqual(await shared.execute(), []);
  });

  it('go one after the other where the two exchange their emails', async () => {
    const [one, other] = [await person('left@example.com'), await person('right@example.com')];
    await together([move(one.id, 'right@example.com'), move(other.id, 'left@example.com')]);
    const emails = await Promise.all([one, other].map(({ id }) => home.app.users.byId(home.app.database.read, id)));
    assert.deepEqual(
      emails.map((user) => user?.email),
      ['right@example.com', 'left@example.com'],
    );
  });

  it('go one after the other where one is erased, or somebody new comes, who shares the email that another leaves', async () => {
    const [one, other] = [await person('pair@example.com'), await person('pair@example.com')];
    await together([move(one.id, 'away@example.com'), () => home.app.users.delete(home.operator, other.id)]);
    const newcomer = { login: 'newcomer', name: 'New', email: 'away@example.com' };
    await together([move(one.id, 'far@example.com'), () => home.app.users.create(home.operator, newcomer)]);
    const shared = home.app.database.read.selectFrom('users').select('id').where('email_shared', '=', 1);
    assert.deepEqual(await shared.execute(), []);
  });

  it('go one after the other where staff end each other’s sessions: the second one has none any more', async () => {
    const staff = await Promise.all(
      ['ann', 'ben'].map((login) =>
        home.confirmed({ login, email: `${login}@example.com`, role: 'settings', password }),
      ),
    );
    const callers = await Promise.all(staff.map(atWork));
    const outcomes: string[] = [];
    const end = (caller: number, of: number) => async () => {
      await home.app.sessions.endOf(callers[caller] ?? assert.fail(), staff[of]?.id ?? '').then(
        () => outcomes.push('ended'),
        (refusal) => outcomes.push(refusal.code),
      );
    };
    await together([end(0, 1), end(1, 0)]);
    assert.deepEqual(outcomes.sort(), ['ended', 'not_signed_in']);
  });

  it('end a session once where its owner presses the button twice', async () => {
    const dora = await home.confirmed({ login: 'dora', password });
    const input = { login: dora.login, password, knownBrowser: undefined };
    const { token } = openedSession(await home.app.sessions.signIn(strangerAt('192.0.2.1'), input));
    const press = () => home.app.sessions.signOut(signedIn(dora), token);
    await together([press, press], 'sessions');
    const { items } = await home.app.audit.list(home.operator, { event: 'session.ended' });
    assert.equal(items.filter(({ actor }) => actor.id === dora.id).length, 1);
  });

  it('go one after the other where somebody whose sessions are ended makes a user with their own email', async () => {
    const email = 'cleo@example.com';
    const cleo = await home.confirmed({ login: 'cleo', email, role: 'settings', password });
    const caller = await atWork(cleo);
    const newcomer = { login: 'cleo-too', name: 'Cleo', email, sharesEmail: true };
    const created = () => refuses(home.app.users.create(caller, newcomer), 'not_signed_in');
    await together([() => home.app.sessions.endOf(home.operator, cleo.id), created]);
  });
});

async function asked(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
