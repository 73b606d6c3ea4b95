import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/database/index.ts';
import { day, hour, minute, Refusal, second } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { anybodyWith, operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';

const old = 'Correct-Horse7battery';
const fresh = 'Stapled+Violet3meadow';
const stranger = strangerAt('192.0.2.50');

let home: Installation;
let names = 0;

/** A confirmed user whom no other test knows, reset by nobody yet. */
async function somebody(user: { role?: User['role']; email?: string } = {}): Promise<User & { email: string }> {
  const login = `user-${++names}`;
  const made = await home.confirmed({ login, email: `${login}@example.com`, password: old, ...user });
  return { ...made, email: made.email ?? '' };
}

async function ask(login: string, from = '192.0.2.50'): Promise<void> {
  await home.app.resets.ask(strangerAt(from), { login });
  await home.app.resets.decide();
}

/** Asks, and reads the link in the letter. */
async function mailedToken(user: { login: string; email: string }): Promise<string> {
  const before = (await home.letters(user.email)).length;
  await ask(user.login);
  const letters = await home.letters(user.email);
  assert.equal(letters.length, before + 1, 'one letter more');
  return tokenIn(letters[0]);
}

async function redeem(token: string, password = fresh, browser = 'this browser') {
  const link = await home.app.resets.show(token);
  return home.app.resets.complete(stranger, { token, linkId: link.id, browser, password, confirmPassword: password });
}

async function lastReset(): Promise<{ id: string; state: string; reason: string | null; user_id: string | null }> {
  return home.app.database.read
    .selectFrom('resets')
    .select(['id', 'state', 'reason', 'user_id'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
}

onEveryEngine('a reset', (engine) => {
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  describe('asking', () => {
    it('I-28 answers nothing, whoever is named', async () => {
      const user = await somebody();
      for (const login of [user.login, user.email, 'nobody', '日本', "'; drop table users; --"]) {
        const answer: unknown = await home.app.resets.ask(strangerAt('192.0.2.51'), { login });
        assert.equal(answer, undefined);
      }
      await home.app.resets.decide();
    });

    it('leaves one row and one audit event, which name nobody', async () => {
      const user = await somebody();
      await home.app.resets.ask(stranger, { login: user.email });
      const row = await home.app.database.read
        .selectFrom('resets')
        .selectAll()
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      const events = await home.app.audit.ofReset(row.id);
      assert.equal(row.user_id, null);
      assert.ok(!JSON.stringify([row, events]).includes(user.email));
      assert.deepEqual(
        events.map((event) => event.event),
        ['reset.asked'],
      );
      await home.app.resets.decide();
      assert.equal((await lastReset()).user_id, user.id);
      const decided = await home.app.database.read
        .selectFrom('resets')
        .selectAll()
        .where('id', '=', row.id)
        .executeTakeFirstOrThrow();
      assert.equal(decided.typed_sealed, null);
      assert.notEqual(decided.typed_digest, null);
    });

    // Only SQLite has one lock that a foreign process can hold against every write.
    const oneLock = engine.name === 'SQLite';
    const itWithOneLock = oneLock ? it : () => {};
    itWithOneLock('leaves an ask that cannot be decided just now for the next turn', async () => {
      const user = await somebody();
      await home.letters(user.email); // nothing else may wait for the lock
      await home.app.resets.ask(strangerAt('192.0.2.65'), { login: user.login });
      const other = await openDatabase(home.app.config.databaseUrl);
      const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const holding = other.write(async (tx) => {
        if (other.engine === 'postgres') await sql`lock table resets in exclusive mode`.execute(tx);
        held.resolve();
        await released.promise;
      });
      await held.promise;
      const decided = await home.app.resets.decide();
      released.resolve();
      await holding;
      assert.equal(decided, 0);
      await other.close();
      assert.equal(await home.app.resets.decide(), 1);
      assert.equal((await lastReset()).reason, 'send');
    });

    it('adds a further ask for the same name from the same source to the one that waits', async () => {
      await home.app.resets.ask(strangerAt('192.0.2.60'), { login: 'Somebody' });
      await home.app.resets.ask(strangerAt('192.0.2.60'), { login: ' someBODY ' });
      await home.app.resets.ask(strangerAt('192.0.2.61'), { login: 'somebody' });
      const rows = await home.app.database.read
        .selectFrom('resets')
        .select(['asks', 'asked_address'])
        .where('state', '=', 'asked')
        .execute();
      assert.deepEqual(
        rows.map((row) => [row.asked_address, row.asks]),
        [
          ['192.0.2.60', 2],
          ['192.0.2.61', 1],
        ],
      );
      await home.app.resets.decide();
    });

    it('refuses what is no name at all', async () => {
      for (const login of ['', '  ', 'x'.repeat(321), 'a\0b', 'a\ud800']) {
        await refuses(home.app.resets.ask(stranger, { login }), 'malformed');
      }
    });

    it('I-34 lets 20 a minute through from one source, known or unknown, and tells the next when to come again', async () => {
      const user = await somebody();
      for (const [source, login] of [
        ['203.0.113.1', user.login],
        ['203.0.113.2', 'nobody'],
      ]) {
        const caller = strangerAt(source ?? '');
        for (let index = 0; index < 20; index++) await home.app.resets.ask(caller, { login: login ?? '' });
        const refusal = await refuses(home.app.resets.ask(caller, { login: login ?? '' }), 'limited');
        assert.equal(refusal.details.retryAfter, 60);
      }
      const before = await home.app.database.read.selectFrom('resets').select('id').execute();
      await refuses(home.app.resets.ask(strangerAt('203.0.113.1'), { login: 'more' }), 'limited');
      assert.equal((await home.app.database.read.selectFrom('resets').select('id').execute()).length, before.length);
      await home.app.database.write((tx) => home.app.resets.sweep(tx));
      const told = await home.app.audit.list(operator, { event: 'reset.asks_limited' });
      assert.deepEqual(told.items[0]?.details, { asks: 3 });
      await home.later(minute);
      await home.app.resets.decide();
    });

    it('lets as many through, and makes as many rows, when they ask at once', async () => {
      const caller = strangerAt('203.0.113.77');
      const names = Array.from({ length: 40 }, (_, index) => `at once ${index % 15}`);
      const asked = await Promise.allSettled(names.map((login) => home.app.resets.ask(caller, { login })));
      assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 20);
      const rows = await home.app.database.read
        .selectFrom('resets')
        .select('asks')
        .where('asked_address', '=', '203.0.113.77')
        .execute();
      assert.equal(rows.length, 15);
      assert.equal(
        rows.reduce((sum, { asks }) => sum + asks, 0),
        20,
      );
      await home.later(minute);
      await home.app.database.write((tx) => home.app.resets.sweep(tx));
      while ((await home.app.resets.decide()) > 0);
    });

    it('takes a whole IPv6 household for one source', async () => {
      for (let index = 0; index < 20; index++)
        await home.app.resets.ask(strangerAt(`2001:db8:1:2::${index + 1}`), { login: 'nobody' });
      await refuses(home.app.resets.ask(strangerAt('2001:db8:1:2:ffff::9'), { login: 'nobody' }), 'limited');
      await home.app.resets.ask(strangerAt('2001:db8:1:3::1'), { login: 'nobody' });
      await home.later(minute);
      await home.app.resets.decide();
    });

    it('is refused where reset on the sign-in page is switched off', async () => {
      await home.app.settings.change(operator, 'self_service', false);
      await refuses(home.app.resets.ask(stranger, { login: 'mara' }), 'self_service_off');
      await home.app.settings.change(operator, 'self_service', true);
    });
  });

  describe('deciding', () => {
    const reasonFor = async (login: string, from?: string): Promise<string | null> => {
      await ask(login, from);
      return (await lastReset()).reason;
    };

    it('I-10 says why there is no letter', async () => {
      const nowhere = await home.confirmed({ login: 'nowhere', password: old });
      const gone = await somebody();
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

    it('I-39 mails at most one letter a minute, five an hour and ten a day to one person', async () => {
      const user = await somebody();
      let letters = 0;
      for (let asks = 0; asks < 24; asks++) {
        if ((await reasonFor(user.login, `198.51.100.${asks}`)) === 'send') letters++;
        assert.equal(await reasonFor(user.login, `198.51.101.${asks}`), 'limited');
        await home.later(hour / 12);
        if (asks === 11) assert.equal(letters, 5);
      }
      assert.equal(letters, 10);
      assert.equal((await home.letters(user.email)).length, 10);
    });

    it('sends one letter to each of those who share an email, five at most, each naming its login', async () => {
      for (let index = 0; index < 7; index++) await home.adopted({ login: `crew-${index}`, email: 'crew@example.com' });
      await ask('crew@example.com');
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

    it('I-03 I-04 I-05 mails the stored address, whatever was typed, and takes no likeness for it', async () => {
      const user = await somebody({ email: `mike-${names}@example.com` });
      await ask(user.email.toUpperCase());
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
      const user = await somebody();
      await ask(user.login, '192.0.2.77');
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
      const user = await somebody();
      const token = await mailedToken(user);
      assert.ok(!(await home.everythingStored()).includes(token));
    });
  });

  describe('the link', () => {
    it('opens as often as it likes, and stays good', async () => {
      const token = await mailedToken(await somebody());
      for (let index = 0; index < 20; index++) await home.app.resets.open(token, index % 2 === 0);
      await redeem(token);
    });

    it('holds 24 hours from the ask and not a moment longer', async () => {
      const [first, second_] = [await mailedToken(await somebody()), await mailedToken(await somebody())];
      await home.later(day - 1);
      await redeem(first);
      await home.later(1);
      await refuses(redeem(second_), 'link_expired');
    });

    it('holds as long as the setting says', async () => {
      await home.app.settings.change(operator, 'link_life', 10 * minute);
      const token = await mailedToken(await somebody());
      await home.app.settings.change(operator, 'link_life', day);
      await home.later(10 * minute);
      await refuses(redeem(token), 'link_expired');
    });

    it('is unknown when it was never ours', async () => {
      const token = await mailedToken(await somebody());
      for (const forged of [
        '',
        'x',
        token.slice(1),
        `${token}a`,
        token.toLowerCase(),
        'A'.repeat(43),
        '\0'.repeat(43),
        ['x'].toString(),
      ]) {
        await refuses(home.app.resets.show(forged), 'link_unknown');
        await refuses(home.app.resets.open(forged, false), 'link_unknown');
      }
    });

    it('is not killed by a further ask, and says to its holder what came after', async () => {
      const user = await somebody();
      const first = await mailedToken(user);
      await home.later(2 * minute);
      const next = await mailedToken(user);
      await home.app.resets.show(first);
      await redeem(next);
      const { details } = await refuses(home.app.resets.show(first), 'link_expired');
      assert.equal(details.passwordChangedAt, home.clock.now());
      assert.equal(details.newerSentAt, undefined, 'the newer one is of no use any more');
    });

    it('names the newer one while that still works', async () => {
      const user = await somebody();
      const first = await mailedToken(user);
      await home.later(2 * minute);
      const newerSentAt = home.clock.now();
      await mailedToken(user);
      await home.later(day - 2 * minute);
      const { details } = await refuses(home.app.resets.show(first), 'link_expired');
      assert.deepEqual([details.newerSentAt, details.mailed], [newerSentAt, true]);
    });

    it('I-22 dies with any change of the password, with archiving, and with its own use', async () => {
      const [used, changed, archived] = [await somebody(), await somebody(), await somebody()];
      const tokens = [await mailedToken(used), await mailedToken(changed), await mailedToken(archived)];
      await redeem(tokens[0] ?? '');
      await refuses(home.app.resets.show(tokens[0] ?? ''), 'link_used');
      const input = { oldPassword: old, newPassword: fresh, confirmPassword: fresh };
      const { ended } = await home.app.sessions.changePassword(signedIn(changed), input);
      assert.equal(ended.links, 1);
      await refuses(home.app.resets.show(tokens[1] ?? ''), 'link_expired');
      await home.app.users.archive(operator, archived.id);
      await refuses(home.app.resets.show(tokens[2] ?? ''), 'link_expired');
    });

    it('I-15 is of no use once its user has another address, however that came about', async () => {
      const user = await somebody();
      const token = await mailedToken(user);
      await home.app.database.write((tx) =>
        tx.updateTable('users').set({ email: 'new@example.com' }).where('id', '=', user.id).execute(),
      );
      await refuses(home.app.resets.show(token), 'link_expired');
    });

    it('I-12 I-13 changes the password of its own user and of nobody else', async () => {
      const [one, other] = [await somebody(), await somebody()];
      const [mine, theirs] = [await mailedToken(one), await mailedToken(other)];
      const link = await home.app.resets.show(theirs);
      const input = { token: mine, linkId: link.id, browser: 'b', password: fresh, confirmPassword: fresh };
      await refuses(home.app.resets.complete(stranger, input), 'link_mismatch');
      await redeem(mine);
      await home.app.sessions.signIn(stranger, { login: other.login, password: old, knownBrowser: undefined });
    });
  });

  describe('the new password', () => {
    it('I-21 is judged whole, and a refusal never costs the link', async () => {
      const user = await somebody();
      const token = await mailedToken(user);
      const link = await home.app.resets.show(token);
      const tries = ['', 'short', 'password1', user.login, `${user.login}-A1`, 'x'.repeat(5_000), 'Passw0rd!'];
      for (const password of tries) {
        const input = { token, linkId: link.id, browser: 'b', password, confirmPassword: `${password}x` };
        const refusal = await refuses(home.app.resets.complete(stranger, input), 'password_refused');
        const rules = refusal.details.violations.map((violation) => violation.rule);
        assert.ok(rules.length >= 2 && rules.includes('differs'), password.slice(0, 20));
      }
      await redeem(token);
    });

    it('I-29 signs in, kills the old one, ends all sessions and links, and is told by mail', async () => {
      const user = await somebody();
      const open = [];
      for (let index = 0; index < 3; index++) {
        open.push(
          openedSession(
            await home.app.sessions.signIn(stranger, { login: user.login, password: old, knownBrowser: undefined }),
          ),
        );
      }
      const spare = await mailedToken(user);
      await home.later(2 * minute);
      const done = await redeem(await mailedToken(user));
      assert.deepEqual(done.ended, { sessions: 3, api_keys: 0, remembered_devices: 0, links: 1 });
      assert.equal((await home.app.sessions.whoIs(done.session?.token))?.user.id, user.id);
      for (const session of open) assert.equal(await home.app.sessions.whoIs(session.token), undefined);
      await refuses(
        home.app.sessions.signIn(stranger, { login: user.login, password: old, knownBrowser: undefined }),
        'wrong_credentials',
      );
      const [notice] = await home.letters(user.email);
      assert.equal(notice?.subject, 'Your password was changed');
      await home.app.sessions.signIn(stranger, { login: user.login, password: fresh, knownBrowser: undefined });
      await refuses(home.app.resets.show(spare), 'link_expired');
    });

    it('signs nobody in where the setting says so', async () => {
      const [user, staff] = [await somebody(), await somebody({ role: 'helpdesk' })];
      await home.app.settings.change(operator, 'automatic_sign_in', 'not_for_administrators');
      assert.ok((await redeem(await mailedToken(user))).session);
      assert.equal((await redeem(await mailedToken(staff))).session, undefined);
      await home.app.settings.change(operator, 'automatic_sign_in', 'off');
      assert.equal((await redeem(await mailedToken(await somebody()))).session, undefined);
      await home.app.settings.change(operator, 'automatic_sign_in', 'on');
    });

    it('shows the browser that won its success again, and nobody else', async () => {
      const user = await somebody();
      const token = await mailedToken(user);
      const { id: linkId } = await home.app.resets.show(token);
      const input = { token, linkId, browser: 'mine', password: fresh, confirmPassword: fresh };
      const first = await home.app.resets.complete(stranger, input);
      const second_ = await home.app.resets.complete(stranger, input);
      assert.deepEqual(second_.ended, first.ended);
      assert.ok(await home.app.sessions.whoIs(second_.session?.token));
      assert.equal(await home.app.sessions.whoIs(first.session?.token), undefined);
      await refuses(home.app.resets.complete(stranger, { ...input, browser: 'another' }), 'link_used');
      const others = { password: 'Another-Meadow9bird', confirmPassword: 'Another-Meadow9bird' };
      await refuses(home.app.resets.complete(stranger, { ...input, ...others }), 'link_used');
    });

    for (let round = 1; round <= 3; round++) {
      it(`I-17 I-18 has one winner of 30 at once, and the others are told the truth (round ${round})`, async () => {
        const user = await somebody();
        const token = await mailedToken(user);
        const { id: linkId } = await home.app.resets.show(token);
        const tries = Array.from({ length: 30 }, (_, index) => {
          const password = `Stapled+Violet3meadow${index}`;
          return home.app.resets.complete(stranger, {
            token,
            linkId,
            browser: `b${index}`,
            password,
            confirmPassword: password,
          });
        });
        const settled = await Promise.allSettled(tries);
        const won = settled.flatMap((one, index) => (one.status === 'fulfilled' ? [index] : []));
        const lost = settled.filter(
          (one) => one.status === 'rejected' && one.reason instanceof Refusal && one.reason.code === 'link_used',
        );
        assert.deepEqual([won.length, lost.length], [1, 29]);
        await home.app.sessions.signIn(stranger, {
          login: user.login,
          password: `Stapled+Violet3meadow${won[0]}`,
          knownBrowser: undefined,
        });
      });
    }
  });

  describe('a dead link', () => {
    it('sends a new one to the same person, naming nobody', async () => {
      const user = await somebody();
      const token = await mailedToken(user);
      await home.later(day);
      assert.equal(await home.app.resets.askAgain(stranger, token), undefined);
      const [letter] = await home.letters(user.email);
      await redeem(tokenIn(letter));
      await refuses(home.app.resets.askAgain(stranger, 'A'.repeat(43)), 'link_unknown');
    });
  });

  describe('sending by staff', () => {
    it('I-50 goes to whom one may act on, is on record, and needs an address', async () => {
      const [user, boss, nowhere] = [
        await somebody(),
        await somebody({ role: 'access' }),
        await home.confirmed({ login: 'nomail', password: old }),
      ];
      const helpdesk = anybodyWith('helpdesk');
      await refuses(home.app.resets.send(anybodyWith('user'), user.id, {}), 'forbidden');
      await refuses(home.app.resets.send(stranger, user.id, {}), 'not_signed_in');
      await refuses(home.app.resets.send(helpdesk, boss.id, {}), 'forbidden');
      await refuses(home.app.resets.send(helpdesk, nowhere.id, {}), 'no_address');
      const { reset, link } = await home.app.resets.send(helpdesk, user.id, {
        identityCheck: 'called_back',
        note: 'rang at 9',
      });
      assert.equal(link, undefined);
      assert.deepEqual(
        [reset.source, reset.identity_check, reset.note, reset.state],
        ['staff', 'called_back', 'rang at 9', 'decided'],
      );
      const [letter] = await home.letters(user.email);
      await redeem(tokenIn(letter));
    });

    it('prints a link instead, which counts for no limit and mails nobody', async () => {
      const user = await somebody();
      for (let index = 0; index < 12; index++) {
        const { link } = await home.app.resets.send(operator, user.id, { printLink: true });
        await home.app.resets.show(new URL(link ?? '').searchParams.get('token') ?? '');
      }
      assert.equal((await home.letters(user.email)).length, 0);
      await mailedToken(user);
    });

    it('invites a new user, whose first password makes them confirmed', async () => {
      const { user, reset } = await home.app.resets.invite(
        operator,
        { login: 'guest', name: 'Guest', email: 'guest@example.com' },
        {},
      );
      assert.equal(reset.purpose, 'invitation');
      const [letter] = await home.letters('guest@example.com');
      assert.equal(letter?.subject, 'Your invitation to Lumen');
      await home.later(6 * day);
      await redeem(tokenIn(letter));
      await refuses(redeem(tokenIn(letter)), 'link_used');
      assert.equal((await home.app.users.byId(home.app.database.read, user.id))?.state, 'confirmed');
    });
  });

  describe('its timeline', () => {
    it('tells the whole story in order', async () => {
      const user = await somebody();
      const token = await mailedToken(user);
      await home.later(second);
      await home.app.resets.open(token, false);
      await home.later(second);
      const { id: linkId } = await home.app.resets.show(token);
      const weak = { token, linkId, browser: 'b', password: 'weak', confirmPassword: 'weak' };
      await refuses(home.app.resets.complete(stranger, weak), 'password_refused');
      await home.later(second);
      await redeem(token);
      const { user_id, id } = await lastReset();
      assert.equal(user_id, user.id);
      const reset = await home.app.resets.describe(operator, id);
      assert.equal(reset?.state, 'completed');
      const events = reset?.timeline.map((moment) => moment.event) ?? [];
      assert.deepEqual(events, [
        'asked',
        'decided',
        'queued',
        'attempt',
        'opened',
        'password_refused',
        'completed',
        'session.opened',
      ]);
    });
  });

  describe('"This was not me"', () => {
    it('voids the password, ends everything, mails the owner a fresh link, pauses strangers and alerts', async () => {
      const chief = await somebody({ role: 'settings' });
      const user = await somebody();
      const done = await redeem(await mailedToken(user));
      const [notice] = await home.letters(user.email);
      const token = tokenIn(notice);
      await home.app.resets.notMe(stranger, token, 'mine');
      assert.ok(await home.app.sessions.whoIs(done.session?.token));
      await home.app.resets.notMe(stranger, token, 'not_me');
      assert.equal(await home.app.sessions.whoIs(done.session?.token), undefined);
      await refuses(
        home.app.sessions.signIn(stranger, { login: user.login, password: fresh, knownBrowser: undefined }),
        'wrong_credentials',
      );
      const [link] = await home.letters(user.email);
      assert.equal(link?.subject, `Password reset for ${user.name}`);
      const [alert] = await home.letters(chief.email);
      assert.match(alert?.subject ?? '', /^Rekey alert: /);
      await home.later(2 * minute);
      await ask(user.login);
      assert.equal((await lastReset()).reason, 'paused');
      await redeem(tokenIn(link), old);
      await refuses(home.app.resets.notMe(stranger, token, 'not_me'), 'link_used');
      await home.later(day);
      await mailedToken(user);
    });
  });

  it('is followed by everybody who has to end something', () => {
    assert.deepEqual(
      home.app.followers.map((follower) => [follower.name, Object.keys(follower).sort().join(' ')]),
      [
        ['sessions', 'archived name passwordReplaced roleChanged'],
        ['factors', 'archived name passwordReplaced'],
        ['api-keys', 'archived name passwordReplaced'],
        ['resets', 'addressChanged archived deleted name passwordReplaced'],
      ],
    );
  });

  it('is forgotten in time: digests after 30 days', async () => {
    const token = await mailedToken(await somebody());
    await home.later(32 * day);
    await home.app.database.write((tx) => home.app.resets.sweep(tx));
    await refuses(home.app.resets.show(token), 'link_unknown');
    const rows = await home.app.database.read
      .selectFrom('resets')
      .select('typed_digest')
      .where('typed_digest', 'is not', null)
      .execute();
    assert.equal(rows.length, 0);
  });
});
