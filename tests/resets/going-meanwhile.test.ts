import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import { minute } from '../../src/kernel/index.ts';
import type { Message } from '../../src/mail/index.ts';
import { operator, strangerAt } from '../callers.ts';
import { postgresql } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { untilWaiting } from '../until-waiting.ts';

describe('what is under way for somebody who is just going, on PostgreSQL', () => {
  let home: Installation;
  let gate: Client;
  let people = 0;
  const faults: string[] = [];
  before(async () => {
    const log = { info: () => {}, warn: () => {}, error: (event: string) => void faults.push(event) };
    home = await openInstallation(postgresql, { log });
    gate = new Client({ connectionString: home.app.config.databaseUrl });
    await gate.connect();
  });
  after(async () => {
    await gate.end();
    await home.close();
  });

  const somebody = (email = `going-${people}@example.com`) => home.adopted({ login: `going-${people++}`, email });
  /** Each act has begun, and waits for the row of the one user, when that is erased. */
  const whileErased = async <T>(userId: string, act: () => Promise<T>): Promise<T> => {
    await gate.query('begin');
    await gate.query('delete from users where id = $1', [userId]);
    const done = act();
    const settled = done.then(
      () => {},
      () => {},
    );
    await untilWaiting(gate, 1);
    await gate.query('commit');
    await settled;
    return done;
  };
  const lastAsk = () =>
    home.app.database.read.selectFrom('resets').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();

  it('an ask is decided for whoever else has the email', async () => {
    const [going, staying] = [await somebody('both@example.com'), await somebody('both@example.com')];
    await home.app.resets.ask(strangerAt('192.0.2.1'), { login: 'both@example.com' });
    await whileErased(going.id, () => home.app.resets.decide());
    assert.deepEqual(faults, []);
    assert.equal((await lastAsk()).user_id, staying.id);
    assert.equal((await home.letters('both@example.com')).length, 1);
  });

  it('an ask for somebody who is archived leads to no letter', async () => {
    const user = await somebody();
    await home.app.resets.ask(strangerAt('192.0.2.2'), { login: user.login });
    await gate.query('begin');
    await gate.query('select id from users where id = $1 for no key update', [user.id]);
    const archived = home.app.users.archive(operator, user.id);
    await untilWaiting(gate, 1);
    const decided = home.app.resets.decide();
    await untilWaiting(gate, 2);
    await gate.query('commit');
    await Promise.all([archived, decided]);
    const { outcome, reason } = await lastAsk();
    assert.deepEqual({ outcome, reason }, { outcome: 'drop', reason: 'archived' });
  });

  it('a new link is sent to nobody, by a page that knows the old one no more', async () => {
    const user = await somebody();
    const { link } = await home.app.resets.send(operator, user.id, { printLink: true });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    await refuses(
      whileErased(user.id, () => home.app.resets.askAgain(strangerAt('192.0.2.3'), token)),
      'link_unknown',
    );
  });

  it('a letter draws neither a code nor a button', async () => {
    const { compose } = home.app.resets.composer;
    const now = home.clock.now();
    const written = { id: 'x', about: undefined, messageId: 'x', createdAt: now, expiresAt: now + minute, attempts: 0 };
    const message = async (kind: string): Promise<Message & { userId: string }> => {
      const { id, name, email = '', login, companyId: company } = await somebody();
      const data = { user: id, login, company, language: 'en', time_zone: 'UTC', at: now };
      return { ...written, kind, userId: id, to: { name, address: email }, data, state: 'sending' };
    };
    const code = await message('identity_code');
    assert.deepEqual(await whileErased(code.userId, () => compose(code)), { outdated: 'archived' });
    const notice = await message('password_changed');
    const composed = await whileErased(notice.userId, () => compose(notice));
    assert.ok('letter' in composed && !composed.letter.text.includes('not_me'));
  });
});
