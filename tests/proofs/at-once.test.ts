import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { day, Refusal } from '../../src/kernel/index.ts';
import { operator, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';

const old = 'Correct-Horse7battery';
const fresh = 'Stapled+Violet3meadow';
const rounds = 10;

/** What a crowd was told: the refusals' codes, `done` for the rest. */
async function outcomes(work: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'done';
    if (one.reason instanceof Refusal) return one.reason.code;
    throw one.reason;
  });
}

onEveryEngine('what happens at once', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine, { hashCost: 'full' });
  });
  after(() => home.close());

  const linkFor = async (userId: string): Promise<string> => {
    const { link } = await home.app.resets.send(operator, userId, { printLink: true });
    return new URL(link ?? '').searchParams.get('token') ?? '';
  };
  const redeem = async (token: string, browser: string) => {
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser, password: fresh, confirmPassword: fresh };
    return home.app.resets.complete(strangerAt('192.0.2.1'), input);
  };

  it('gives a login to one of many', async () => {
    const create = (index: number) => home.app.users.create(operator, { login: 'Wanted', name: `Somebody ${index}` });
    const told = await outcomes(Array.from({ length: 8 }, (_, index) => create(index)));
    assert.deepEqual(told.sort(), ['done', ...Array(7).fill('login_taken')]);
  });

  it('lets two links of one person change the password once', async () => {
    for (let round = 0; round < rounds; round++) {
      const user = await home.confirmed({ login: `two-links-${round}`, password: old });
      const tokens = [await linkFor(user.id), await linkFor(user.id)];
      const told = await outcomes(tokens.map((token, index) => redeem(token, `browser ${index}`)));
      assert.deepEqual(told.sort(), ['done', 'link_expired']);
    }
  });

  it('leaves no session that the old password opened beside the change', async () => {
    for (let round = 0; round < rounds; round++) {
      const login = `beside-${round}`;
      const user = await home.confirmed({ login, password: old });
      const token = await linkFor(user.id);
      const signIn = () =>
        home.app.sessions.signIn(strangerAt('192.0.2.2'), { login, password: old, knownBrowser: undefined });
      const [, ...signedIn] = await Promise.allSettled([redeem(token, 'browser'), signIn(), signIn()]);
      for (const one of signedIn) {
        if (one.status === 'fulfilled')
          assert.equal(await home.app.sessions.whoIs(openedSession(one.value).token), undefined);
      }
      home.clock.advance(60_000);
    }
  });

  it('I-62 leaves no link that works of a reset that ended while its letter was written', async () => {
    for (let round = 0; round < rounds; round++) {
      const user = await home.confirmed({ login: `letter-${round}`, email: `l${round}@example.com`, password: old });
      const token = await linkFor(user.id);
      await Promise.all([redeem(token, 'browser'), home.app.resets.send(operator, user.id, {}).catch(() => {})]);
      await home.app.users.archive(operator, user.id);
      await home.letters('nobody@example.com'); // all that waited has gone
      const live = await home.app.database.read
        .selectFrom('links')
        .select('id')
        .where('user_id', '=', user.id)
        .where('purpose', '=', 'reset')
        .where('state', '=', 'live')
        .execute();
      assert.deepEqual(live, []);
    }
  });

  it('decides an ask once, however many workers there are', async () => {
    for (let index = 0; index < 20; index++) {
      await home.app.resets.ask(strangerAt(`198.51.100.${index}`), { login: `unknown-${index}` });
    }
    await Promise.all(Array.from({ length: 4 }, () => home.app.resets.decide()));
    const decided = await home.app.database.read
      .selectFrom('audit_events')
      .innerJoin('resets', 'resets.id', 'audit_events.reset_id')
      .select('resets.id')
      .where('event', '=', 'reset.decided')
      .where('resets.source', '=', 'self')
      .execute();
    assert.equal(decided.length, 20);
    assert.equal(new Set(decided.map((row) => row.id)).size, 20);
  });

  it('adds equal asks of one source to one row', async () => {
    const ask = () => home.app.resets.ask(strangerAt('203.0.113.9'), { login: 'impatient' });
    await Promise.all(Array.from({ length: 10 }, ask));
    const rows = await home.app.database.read
      .selectFrom('resets')
      .select('asks')
      .where('asked_address', '=', '203.0.113.9')
      .execute();
    assert.deepEqual(rows, [{ asks: 10 }]);
  });

  it('keeps one waiting letter of a kind for a person', async () => {
    const { app, clock } = home;
    const letter = {
      kind: 'unheard-of',
      to: { name: 'Ann', address: 'ann@example.com' },
      userId: 'ann',
      expiresAt: clock.now() + day, // long enough that a worker which takes one meanwhile gives it back
    };
    const kept = await app.database.write(async (tx) => {
      await app.mail.enqueue(tx, letter);
      return app.mail.withdraw(tx, { userId: 'ann' }, 'archived');
    });
    assert.equal(kept, 1);
    const crowd = Array.from({ length: 8 }, () => app.database.write((tx) => app.mail.enqueue(tx, letter)));
    await Promise.all(crowd);
    const { items } = await app.mail.list(operator, { limit: 200 });
    const mine = items.filter((item) => item.kind === 'unheard-of');
    assert.equal(mine.filter((item) => item.reason !== 'replaced' && item.state !== 'cancelled').length, 1);
  });

  it('counts every guess before the next one is let through, wherever it comes from', async () => {
    const user = await home.confirmed({ login: 'prey', password: old });
    const source = strangerAt('203.0.113.20');
    const input = { login: user.login, password: old, knownBrowser: undefined };
    const mark = openedSession(await home.app.sessions.signIn(source, input)).knownBrowser;
    const guess = (index: number) =>
      home.app.sessions.signIn(strangerAt(`203.0.113.${index}`), {
        login: user.login,
        password: 'guess',
        knownBrowser: mark,
      });
    const told = await outcomes(Array.from({ length: 30 }, (_, index) => guess(index)));
    assert.equal(told.filter((code) => code === 'wrong_credentials').length, 5);
  });

  it('makes one first administrator', async () => {
    const link = await home.app.resets.printSetUpLink(operator);
    const token = new URL(link).searchParams.get('token') ?? '';
    const setUp = (index: number) => {
      const login = `admin-${index}`;
      const input = { name: 'Ada', login, email: `${login}@example.com`, company: 'Lumen' };
      const passwords = { password: fresh, confirmPassword: fresh };
      return home.app.resets.setUp(strangerAt('192.0.2.3'), token, { ...input, ...passwords });
    };
    const told = await outcomes(Array.from({ length: 4 }, (_, index) => setUp(index)));
    assert.deepEqual(told.sort(), ['already_set_up', 'already_set_up', 'already_set_up', 'done']);
    const administrators = await home.app.users.list(operator, { search: 'admin-' });
    assert.equal(administrators.items.length, 1);
  });
});
