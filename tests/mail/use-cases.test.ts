import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import { createPiecemeal, type Database } from '../../src/database/index.ts';
import { day, hour, minute, newId, Refusal, systemRandom } from '../../src/kernel/index.ts';
import { createLocale } from '../../src/locale/index.ts';
import { isReason, reasonKey, reasons } from '../../src/mail/index.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import type { ScriptedServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { operator, scribe, serverAt, setStage, staff, until } from './stage.ts';

function proveUseCases(engine: Engine): void {
  const ground = groundOn(engine);
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await ground.serve();
  });

  const stageWith = (changes = {}) => setStage(ground.database, { servers: [serverAt(server.port, changes)] });
  const events = async () =>
    (
      await ground.database.read
        .selectFrom('audit_events')
        .select(['event', 'outcome', 'reset_id', 'details'])
        .orderBy('id')
        .execute()
    ).map(({ event, outcome, reset_id, details }) => ({
      event,
      outcome,
      reset_id,
      ...(JSON.parse(details) as object),
    }));

  describe('the list', () => {
    it('is newest first, page by page, and by state', async () => {
      const stage = stageWith();
      const ids: string[] = [];
      for (let n = 0; n < 5; n += 1) {
        stage.clock.advance(1);
        ids.unshift(await stage.put({ userId: `u${n}` }));
      }
      await ground.database.write((tx) => stage.mail.withdraw(tx, { userId: 'u0' }, 'archived'));
      const first = await stage.mail.list(staff('helpdesk'), { limit: 2 });
      const second = await stage.mail.list(staff('helpdesk'), { limit: 2, cursor: first.next ?? '' });
      const third = await stage.mail.list(staff('helpdesk'), { limit: 2, cursor: second.next ?? '' });
      assert.deepEqual(
        [...first.items, ...second.items, ...third.items].map(({ id }) => id),
        ids,
      );
      assert.equal(third.next, null);
      const cancelled = await stage.mail.list(operator, { state: 'cancelled' });
      assert.deepEqual(
        cancelled.items.map(({ id }) => id),
        ids.slice(-1),
      );
    });

    it('is for helpdesk and above, and refuses what is no filter', async () => {
      const stage = stageWith();
      await refuses(stage.mail.list(staff('user'), {}), 'forbidden');
      for (const filter of [{ state: 'nonsense' }, { cursor: "' or 1=1" }, { limit: 0 }, { limit: 1.5 }]) {
        await refuses(stage.mail.list(operator, filter), 'malformed');
      }
      assert.deepEqual(await events(), [
        { event: 'access.refused', outcome: 'forbidden', reset_id: null, act: 'messages.read' },
      ]);
    });
  });

  describe('a retry', () => {
    it('sends what waits or was given up now, and leaves its trace on the reset', async () => {
      const stage = stageWith();
      server.script.to = () => ({ code: 550, text: 'no such user' });
      const id = await stage.put({ about: 'r1' });
      const stop = stage.run(scribe());
      await stage.becomes(id, 'failed');
      server.script.to = () => undefined;
      const retried = await stage.mail.retry(staff('settings'), id);
      assert.equal(retried.state, 'queued');
      assert.equal(retried.reason, null);
      await stage.becomes(id, 'sent');
      await stop();
      assert.deepEqual(await events(), [
        {
          event: 'message.retried',
          outcome: 'done',
          reset_id: 'r1',
          kind: 'reset',
          was: 'failed',
          reason: 'recipient_refused',
        },
      ]);
      assert.deepEqual(
        (await stage.mail.about('r1')).map(({ attempts }) => attempts.length),
        [2],
      );
    });

    it('is refused for what was sent, withdrawn or has outlived its use, and to whom it is not for', async () => {
      const stage = stageWith();
      const withdrawn = await stage.put({ about: 'r1' });
      await ground.database.write((tx) => stage.mail.withdraw(tx, { about: 'r1' }, 'archived'));
      const old = await stage.put({ expiresAt: stage.clock.now() + hour });
      stage.clock.advance(55 * minute);
      for (const id of [withdrawn, old]) await refuses(stage.mail.retry(operator, id), 'message_ended');
      await refuses(stage.mail.retry(operator, newId(stage.clock, systemRandom)), 'not_found');
      await refuses(stage.mail.retry(staff('access'), old), 'forbidden');
    });
  });

  describe('the servers', () => {
    it('are told without their passwords, and with the user only to those who may test them', async () => {
      const stage = stageWith({ user: 'rekey@acme.test', password: 'Very-Secret-1' });
      const [told] = await stage.mail.servers.list(staff('settings'));
      assert.deepEqual(told && Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)), {
        id: 'first',
        version: 0,
        active: true,
        none_confirmed: false,
        smtp_authentication: 'login',
        from_environment: true,
        unencrypted: false,
        secrets: ['smtp_pass'],
        endings: [],
        name: 'first',
        smtp_host: '127.0.0.1',
        smtp_port: server.port,
        smtp_encryption: 'none',
        smtp_user: 'rekey@acme.test',
        sequence: 10,
        state: 'unknown',
      });
      assert.equal((await stage.mail.servers.list(staff('helpdesk')))[0]?.smtp_user, null);
      await refuses(stage.mail.servers.list(staff('user')), 'forbidden');
    });

    it('are known to work or to fail from the first second on', async () => {
      const stage = stageWith();
      const stop = stage.run(scribe());
      await until(async () => (await stage.mail.servers.list(operator))[0]?.state === 'working');
      await stop();
    });

    it('that are not there leave letters waiting, and say so', async () => {
      const stage = setStage(ground.database);
      assert.equal(stage.mail.ready(), false);
      assert.deepEqual(await stage.mail.servers.list(operator), []);
      const id = await stage.put();
      assert.equal((await stage.message(id)).reason, null, 'who has not looked at the servers says nothing of them');
      const stop = stage.run(scribe());
      await until(async () => (await stage.message(id)).reason === 'no_server');
      await stop();
      assert.equal((await stage.message(id)).state, 'queued');
    });

    it('with a sender that is no address are refused at the start', () => {
      const configuration = (error: unknown) => error instanceof Refusal && error.is('configuration');
      assert.throws(() => stageWith({ from: 'not an address' }), configuration);
      assert.throws(() => setStage(ground.database, { mailFrom: 'Rekey <no-reply>' }), configuration);
    });
  });

  describe('a test', () => {
    it('sends a letter at once and tells how it went', async () => {
      const stage = stageWith();
      const told = await stage.mail.servers.test(staff('settings'), { to: 'me@acme.test' });
      assert.deepEqual([told.server, told.accepted, told.reason], ['first', true, 'accepted']);
      assert.match(server.received[0]?.raw ?? '', /^Subject: Test email from Rekey\r$/m);
      assert.deepEqual(server.received[0]?.to, ['me@acme.test']);
      assert.match(
        told.conversation?.join('\n') ?? '',
        /^S: 220 .*\nC: EHLO rekey\.test\n[\s\S]*C: MAIL FROM:<no-reply@acme\.test>/,
      );
      assert.deepEqual(await events(), [
        {
          event: 'mail.tested',
          outcome: 'done',
          reset_id: null,
          accepted: true,
          reason: 'accepted',
          to: 'm…@acme.test',
        },
      ]);
    });

    it('is told as it went, and recorded later, where the database is busy once the letter has gone', async () => {
      let busy = true;
      const write: Database['write'] = async (body) => {
        if (busy && server.received.length > 0) throw new Refusal('busy', { retryAfter: 5 });
        return ground.database.write(body);
      };
      const stage = setStage({ ...ground.database, write }, { servers: [serverAt(server.port)] });
      const told = await stage.mail.servers.test(staff('settings'), { to: 'me@acme.test' });
      assert.deepEqual([told.accepted, server.received.length], [true, 1]);
      assert.deepEqual(await events(), []);
      assert.match(stage.logged.join(), /mail\.test_not_recorded/);
      busy = false;
      const stop = stage.run(scribe());
      await until(async () => (await events()).length > 0);
      await stop();
      const [event, ...others] = await events();
      assert.deepEqual([event, others], [{ ...event, event: 'mail.tested', to: 'm…@acme.test' }, []]);
    });

    it('sends it in the language and the time of whoever reads it', async () => {
      const stage = stageWith();
      const reader = { language: 'ar', timeZone: 'Asia/Dubai' };
      await stage.mail.servers.test(operator, { to: 'me@acme.test', reader });
      const { html, text } = await simpleParser(server.received[0]?.raw ?? '');
      assert.match(String(html), /<html lang="ar" dir="rtl">/);
      assert.match(text ?? '', new RegExp(createLocale().in('ar')('mail.test.title')));
    });

    it('without an address signs in, names sender and recipient, takes both back, and sends nothing', async () => {
      const demanding = await ground.serve({ auth: true });
      const stage = setStage(ground.database, {
        servers: [serverAt(demanding.port, { user: 'u@acme.test', password: 'Very-Secret-1' })],
      });
      const told = await stage.mail.servers.test(operator, {});
      assert.deepEqual([told.accepted, told.reason], [true, 'reachable']);
      const said = told.conversation?.join('\n') ?? '';
      assert.match(said, /C: AUTH PLAIN \*\*\*\nS: 235/);
      const secret = Buffer.from('\0u@acme.test\0Very-Secret-1').toString('base64');
      for (const hidden of ['Very-Secret-1', secret, secret.slice(0, 12)]) assert.ok(!said.includes(hidden));
      assert.deepEqual([demanding.asked, demanding.received], [['no-reply@acme.test'], []]);
      assert.match(
        said,
        /C: MAIL FROM:<no-reply@acme\.test>.*\nS: 250 .*\nC: RCPT TO:<no-reply@acme\.test>\nS: 250 .*\nC: RSET\nS: 250/,
      );
    });

    it('hides what is said while signing in, however it is done', async () => {
      const demanding = await ground.serve({ auth: true, options: { authMethods: ['LOGIN'] } });
      const stage = setStage(ground.database, {
        servers: [serverAt(demanding.port, { user: 'u@acme.test', password: 'Very-Secret-1' })],
      });
      const said = (await stage.mail.servers.test(operator, {})).conversation?.join('\n') ?? '';
      assert.match(said, /C: AUTH LOGIN \*\*\*\nS: 334 .*\nC: \*\*\*\nS: 334 .*\nC: \*\*\*\nS: 235/);
    });

    it('tells why it failed in plain words and in the server’s own', async () => {
      server.script.to = () => ({ code: 550, text: '5.1.1 no such user' });
      const told = await stageWith().mail.servers.test(operator, { to: 'me@acme.test' });
      assert.deepEqual(
        [told.accepted, told.reason, told.reply],
        [false, 'recipient_refused', '550 5.1.1 no such user'],
      );
      assert.match(told.words, /does not exist/);
    });

    it('tells no conversation of what is no mail server', async () => {
      const told = await stageWith({ encryption: 'ssl' }).mail.servers.test(operator, {});
      assert.deepEqual([told.accepted, told.reason, 'conversation' in told], [false, 'wrong_port_for_security', false]);
    });

    it('wakes the letters that waited for the server it finds repaired', async () => {
      const stage = stageWith();
      server.script.connect = () => ({ code: 554, text: 'go away' });
      const id = await stage.put();
      const stop = stage.run(scribe());
      await until(() => !stage.mail.ready());
      server.script.connect = () => undefined;
      assert.equal((await stage.mail.servers.test(operator, {})).accepted, true);
      await stage.becomes(id, 'sent');
      await stop();
    });

    it('is for settings, an address, and a server', async () => {
      const stage = stageWith();
      await refuses(stage.mail.servers.test(staff('access'), { to: 'me@acme.test' }), 'forbidden');
      await refuses(stage.mail.servers.test(operator, { to: 'me@acme.test, eve@evil.example' }), 'email_malformed');
      await refuses(setStage(ground.database).mail.servers.test(operator, {}), 'configuration');
      assert.equal(server.connections.total, 0);
    });
  });

  it('forgets messages and their attempts after 30 days, but none that still waits', async () => {
    const stage = stageWith();
    const stop = stage.run(scribe());
    const sent = await stage.put();
    await stage.becomes(sent, 'sent');
    await stop();
    const waiting = await stage.put({ expiresAt: stage.clock.now() + 40 * day });
    stage.clock.advance(30 * day);
    await stage.mail.sweep(createPiecemeal(stage));
    assert.equal((await stage.message(sent)).state, 'sent');
    stage.clock.advance(1);
    await stage.mail.sweep(createPiecemeal(stage));
    const { items } = await stage.mail.list(operator, {});
    assert.deepEqual(
      items.map(({ id }) => id),
      [waiting],
    );
    assert.deepEqual(await ground.database.read.selectFrom('attempts').selectAll().execute(), []);
  });
}

onEveryEngine('the use cases of mail', proveUseCases);

describe('the reasons', () => {
  it('all have plain words, and no two the same', () => {
    const words = createLocale().in('en');
    const told = reasons.map((reason) => words(reasonKey(reason)));
    assert.equal(new Set(told).size, reasons.length);
    assert.ok(told.every((text) => /^[A-Z“].+\.$/.test(text)));
    assert.ok(isReason('dns') && !isReason('nonsense'));
  });
});
