import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { serverFromUrl } from '../../src/mail/index.ts';
import { operator, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { hearStatements } from '../heard-statements.ts';
import { openInstallation, tokenIn } from '../installation.ts';
import { startSmtpServer } from '../smtp-server.ts';
import { type OpenedResets, old, openResets, stranger } from './opened.ts';

onEveryEngine('a reset', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
  });
  after(() => home.close());

  describe('deciding', () => {
    const reasonFor = async (login: string, from?: string): Promise<string | null> => {
      await home.ask(login, from);
      return (await home.lastReset()).reason;
    };

    /** A user of an installation whose mail server refuses every letter, until its script says otherwise. */
    const openRefused = async (t: TestContext) => {
      const server = await startSmtpServer({
        script: { letter: () => ({ code: 554, text: '5.7.1 Looks like spam' }) },
      });
      const strict = await openInstallation(engine, {
        mailServers: async () => [serverFromUrl(`smtp://127.0.0.1:${server.port}`)],
      });
      t.after(async () => {
        await strict.close();
        await server.close();
      });
      return { server, strict, user: await strict.adopted({ login: 'mara', email: 'mara@example.com' }) };
    };

    it('I-10 says why there is no letter', async () => {
      const nowhere = await home.confirmed({ login: 'nowhere', password: old });
      const gone = await home.somebody();
      await home.app.users.archive(operator, gone.id);
      const broken = await home.adopted({ login: 'broken', email: 'broken @ example' });
      const groups = 5_000; // one in the other, which libraries of mail have followed until they died
      const nested = await home.adopted({ login: 'nested', email: `${'g:'.repeat(groups)}a@b${';'.repeat(groups)}` });
      assert.equal(await reasonFor('no such person'), 'unknown');
      assert.equal(await reasonFor(nowhere.login), 'no_address');
      assert.equal(await reasonFor(gone.login), 'archived');
      assert.equal(await reasonFor(broken.login), 'undeliverable');
      assert.equal(await reasonFor(nested.login), 'undeliverable');
    });

    it('looks for people as often for a name that nobody has as for one that somebody has', async () => {
      const heard: string[] = [];
      hearStatements(home.app.database.read.getExecutor(), ({ sql }) => heard.push(sql));
      const looksFor = async (login: string): Promise<string[]> => {
        await home.letters(''); // what is drawn for letters looks for people, too
        await home.app.resets.ask(stranger, { login });
        heard.length = 0;
        await home.app.resets.decide();
        const decided = heard.slice(
          0,
          heard.findIndex((sql) => sql.startsWith('insert into "messages"')),
        );
        return decided
          .filter((sql) => /^select \* from "users" where/.test(sql))
          .map((sql) => sql.replace(/\$\d+/g, '?'));
      };
      const { login } = await home.somebody();
      const ofSomebody = await looksFor(login);
      assert.ok(ofSomebody.length > 1, ofSomebody.join());
      assert.deepEqual(await looksFor('nobody at all'), ofSomebody);
    });

    it('I-37 writes as many letters for a name that nobody has as for one that somebody has, and keeps nothing of them', async (t) => {
      const told: string[] = [];
      const note = (event: string): void => void told.push(event);
      const server = await startSmtpServer();
      const { app, adopted, letters, later, close } = await openInstallation(engine, {
        log: { info: note, warn: note, error: note },
        mailServers: async () => [serverFromUrl(`smtp://127.0.0.1:${server.port}`)],
      });
      t.after(async () => {
        await close();
        await server.close();
      });
      await adopted({ login: 'mara', email: 'mara@example.com' });
      await adopted({ login: 'mute' });
      const ofLetters = () => told.filter((event) => event.startsWith('message.'));
      const ask = async (expected: number, ...logins: string[]): Promise<string[]> => {
        told.length = 0;
        await Promise.all(logins.map((login, at) => app.resets.ask(strangerAt(`198.51.100.${at}`), { login })));
        await app.resets.decide();
        await letters(''); // all that waits has gone, and is told in the log right afterwards
        for (let looks = 0; looks < 1_000 && ofLetters().length < expected; looks += 1) await delay(5);
        return ofLetters();
      };
      const kept = (table: 'messages' | 'links') => app.database.read.selectFrom(table).select('id').execute();
      assert.deepEqual(await ask(1, 'mara'), ['message.sent']);
      await later(minute);
      const inCrowd = (name: string) =>
        ask(8, name, ...Array.from({ length: 12 }, (_, at) => `${at} of a crowd with ${name}`));
      assert.deepEqual((await inCrowd('nobody at all')).length, 8);
      assert.deepEqual((await inCrowd('mara')).toSorted(), ['message.sent', ...Array(7).fill('message.thrown_away')]);
      const before = [await kept('messages'), await kept('links')];
      for (const name of ['mara', 'mute', 'nobody'])
        assert.deepEqual(await ask(1, name), ['message.thrown_away'], name);
      assert.deepEqual([await kept('messages'), await kept('links')], before);
      assert.deepEqual(server.asked, ['mara@example.com', 'mara@example.com']);
    });

    it('I-37 lets eight letters to nobody wait at most, and one to somebody takes the place of one of them', async (t) => {
      const server = await startSmtpServer();
      const { app, adopted, close } = await openInstallation(engine, {
        mailServers: async () => [{ ...serverFromUrl(`smtp://127.0.0.1:${server.port}`), maxPerMinute: 1 }],
      });
      t.after(async () => {
        await close();
        await server.close();
      });
      await adopted({ login: 'mara', email: 'mara@example.com' });
      const line = () =>
        app.database.read
          .selectFrom('messages')
          .select(['kind', 'run_at'])
          .where('state', 'in', ['queued', 'sending'])
          .orderBy('run_at')
          .orderBy('id')
          .execute();
      /** Once each has its moment. */
      const inLine = async (): Promise<string> => {
        const hasNone = ({ run_at }: { run_at: number }): boolean => run_at <= app.clock.now();
        for (let looks = 0; looks < 1_000 && (await line()).some(hasNone); looks += 1) await delay(5);
        return (await line()).map(({ kind }) => kind).join(' ');
      };
      const ask = async (login: string, at: number): Promise<void> => {
        await app.resets.ask(strangerAt(`198.51.100.${at}`), { login });
        await app.resets.decide();
        await inLine();
      };
      for (let at = 0; at < 12; at += 1) await ask(`${at} of a crowd`, at);
      assert.equal(await inLine(), Array(8).fill('blank').join(' '));
      await ask('mara', 100);
      assert.equal(await inLine(), [...Array(7).fill('blank'), 'reset'].join(' '));
    });

    it('I-39 mails at most one letter a minute, five an hour and ten a day to one person', async () => {
      const user = await home.somebody();
      let letters = 0;
      for (let asks = 0; asks < 36; asks++) {
        if ((await reasonFor(user.login, `198.51.100.${asks}`)) === 'send') letters++;
        assert.equal(await reasonFor(user.login, `198.51.101.${asks}`), 'limited');
        await home.later(hour / 12);
        if (asks === 11) assert.equal(letters, 5);
      }
      assert.equal(letters, 10);
      assert.equal((await home.letters(user.email)).length, 10);
    });

    it('mails one letter more an hour while no link holds, so that nobody who asks for another keeps them without one', async () => {
      await home.app.settings.change(operator, 'link_life', 10 * minute);
      const user = await home.somebody();
      const sent: number[] = [];
      for (let hours = 0; hours < 26; hours++) {
        let inHour = 0;
        for (let asks = 0; asks < 6; asks++) {
          if ((await reasonFor(user.login, `198.51.100.${asks}`)) === 'send') inHour++;
          await home.later(minute / 2);
          if (asks === 0) assert.equal(await reasonFor(user.login, '198.51.101.1'), 'limited', 'one a minute');
          await home.later(hour / 6 - minute / 2);
        }
        sent.push(inHour);
      }
      assert.ok(Math.max(...sent) <= 6, sent.join());
      assert.ok(Math.min(...sent) >= 1, sent.join());
      const ofDay = sent.slice(0, 24).reduce((sum, count) => sum + count, 0);
      assert.ok(ofDay <= 34, sent.join());
      await home.app.settings.change(operator, 'link_life', day);
    });

    it('mails none beyond the usual ones to whoever holds a link, and one to whoever has used theirs', async () => {
      const user = await home.somebody();
      const asked = async (): Promise<string | null> => {
        const reason = await reasonFor(user.login);
        await home.later(minute);
        return reason;
      };
      for (let letters = 0; letters < 5; letters++) assert.equal(await asked(), 'send');
      assert.equal(await asked(), 'limited');
      await home.redeem(tokenIn((await home.letters(user.email))[0]));
      await Promise.all(['198.51.100.1', '198.51.100.2'].map((at) => home.app.resets.ask(strangerAt(at), user)));
      await home.app.resets.decide();
      await home.later(minute);
      assert.equal((await home.letters(user.email)).filter(({ subject }) => /^Password reset/.test(subject)).length, 6);
      assert.equal(await asked(), 'limited');
      await home.app.resets.cancelAll(operator, user.id);
      assert.equal(await asked(), 'limited', 'one an hour');
      await home.later(hour);
      assert.equal(await asked(), 'send');
    });

    it('mails one letter more an hour to whoever has turned down the links that others asked for', async () => {
      const user = await home.somebody();
      for (let letters = 0; letters < 5; letters++) {
        assert.equal(await reasonFor(user.login), 'send');
        const [letter] = await home.letters(user.email);
        const notMe = /not_me\?token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
        await home.app.resets.notMe(stranger, notMe, 'not_me');
        await home.later(minute);
      }
      const { resetUntil } = await home.app.users.named(user.login);
      assert.equal(resetUntil, undefined);
      assert.equal(await reasonFor(user.login), 'send');
    });

    it('mails one letter more an hour to whoever got none of the usual ones: they were refused, or came back', async (t) => {
      const { server, strict, user } = await openRefused(t);
      const { resets, users } = strict.app;
      const asked = async (): Promise<string | null> => {
        await resets.ask(stranger, { login: user.login });
        await resets.decide();
        await strict.later(minute);
        const { items } = await resets.list(operator, { limit: 1 });
        return items[0]?.decision?.reason ?? null;
      };
      for (let letters = 0; letters < 5; letters++) assert.equal(await asked(), 'send');
      server.script = {};
      assert.equal((await users.named(user.login)).resetUntil, undefined);
      assert.equal(await asked(), 'send');
      assert.equal(server.received.length, 1);
      assert.notEqual((await users.named(user.login)).resetUntil, undefined);
    });

    it('counts a link that was refused, and that staff sent all the same, as one that somebody holds', async (t) => {
      const { server, strict, user } = await openRefused(t);
      const { reset } = await strict.app.resets.send(operator, user.id, {});
      await strict.later(minute);
      assert.equal((await strict.app.users.named(user.login)).resetUntil, undefined);
      server.script = {};
      const { items } = await strict.app.mail.list(operator, {});
      await strict.app.mail.retry(operator, items[0]?.id ?? '');
      await strict.later(minute);
      assert.equal(server.received.length, 1);
      const { resetUntil } = await strict.app.users.named(user.login);
      assert.equal(resetUntil, Date.parse(reset.expires_at));
    });

    it('forgets where somebody wanted to go wherever no letter leads there', async () => {
      const user = await home.somebody();
      const kept = async (login: string): Promise<unknown[]> => {
        await home.app.resets.ask(stranger, { login, redirect: '/web?debug=1' });
        await home.app.resets.decide();
        const { id } = await home.lastReset();
        const row = home.app.database.read.selectFrom('resets').select(['reason', 'redirect']).where('id', '=', id);
        return Object.values(await row.executeTakeFirstOrThrow());
      };
      assert.deepEqual(await kept('no such person at all'), ['unknown', null]);
      assert.deepEqual(await kept(user.login), ['send', '/web?debug=1']);
      assert.deepEqual(await kept(user.login), ['limited', null]);
      const token = tokenIn((await home.letters(user.email))[0]);
      await home.app.resets.askAgain(stranger, token);
      const { id, reason } = await home.lastReset();
      const row = home.app.database.read.selectFrom('resets').select('redirect').where('id', '=', id);
      assert.deepEqual([reason, await row.executeTakeFirst()], ['limited', { redirect: null }]);
      await home.later(hour);
    });

    it('sends one letter to each of those who share an email, five at most, each naming its login', async () => {
      for (let index = 0; index < 7; index++) await home.adopted({ login: `crew-${index}`, email: 'crew@example.com' });
      await home.ask('crew@example.com');
      const letters = await home.letters('crew@example.com');
      assert.equal(letters.length, 5);
      const named = letters.map((letter) => /crew-\d/.exec(letter.text)?.[0]).sort();
      assert.deepEqual(named, ['crew-0', 'crew-1', 'crew-2', 'crew-3', 'crew-4']);
      const reasons = await home.app.database.read
        .selectFrom('resets')
        .select('reason')
        .where('asked_with', 'is not', null)
        .execute();
      assert.ok(reasons.some((row) => row.reason === 'shared'));
    });

    it('mails one mailbox five times a minute and twenty an hour, however many share it', async () => {
      const logins = Array.from({ length: 7 }, (_, index) => `sharing-${index}`);
      for (const [index, login] of logins.entries())
        await home.adopted({ login, email: index % 2 === 0 ? 'All@Example.com' : 'all@example.com' });
      const sent = async (): Promise<number> => {
        const reasons: (string | null)[] = [];
        for (const login of logins) reasons.push(await reasonFor(login));
        assert.ok(
          reasons.every((reason) => reason === 'send' || reason === 'limited'),
          reasons.join(),
        );
        return reasons.filter((reason) => reason === 'send').length;
      };
      const counts: number[] = [];
      for (let minutes = 0; minutes < 5; minutes++) {
        counts.push(await sent());
        await home.later(minute);
      }
      assert.deepEqual(counts, [5, 5, 5, 5, 0]);
      await home.later(hour);
      assert.equal(await sent(), 5);
    });

    it('I-03 I-04 I-05 mails the stored address, whatever was typed, and takes no likeness for it', async () => {
      const user = await home.somebody({ email: 'mike@example.com' });
      await home.ask(user.email.toUpperCase());
      const [letter] = await home.letters(user.email);
      assert.deepEqual(letter?.to, [user.email]);
      for (const [sign, likeness] of [
        ['i', '\u0131'], // dotless
        ['i', '\u00ed'], // with an accent
        ['i', '\u0456'], // Cyrillic
        ['k', '\u212a'], // the Kelvin sign
        ['@', '\uff20'], // as wide as a Chinese character
      ] as const) {
        assert.equal(await reasonFor(user.email.replace(sign, likeness), '198.51.102.1'), 'unknown', likeness);
      }
    });
  });

  describe('the letter', () => {
    it('says what the guide promises, in HTML and in text', async () => {
      const user = await home.somebody();
      await home.ask(user.login, '192.0.2.77');
      const [letter] = await home.letters(user.email);
      assert.equal(letter?.subject, `Password reset for ${user.name}`);
      for (const part of [letter?.html ?? '', letter?.text ?? '']) {
        for (const needed of [
          user.login,
          '192.0.2.77',
          '8 characters',
          'works once',
          'Never give this link',
          'Help desk',
        ]) {
          assert.ok(part.includes(needed), needed);
        }
      }
      assert.match(letter?.html ?? '', />\s*Reset Password\s*</);
      assert.equal(letter?.headers['auto-submitted'], 'auto-generated');
    });

    it('I-27 has a link that nothing else has: not the queue, not the records, not the log', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      assert.ok(!(await home.everythingStored()).includes(token));
    });
  });
});
