import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, hour, minute, second } from '../../src/kernel/index.ts';
import { warnings } from '../../src/resets/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { type OpenedResets, old, openResets, stranger } from './opened.ts';

type Somebody = User & { email: string };

onEveryEngine('a letter that warns', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
  });
  after(() => home.close());

  /** Lets no letter leave while something is done to an account, and then all of them. */
  async function whileMailIsStopped(act: () => Promise<void>): Promise<void> {
    const { settings, mail } = home.app;
    for (const wish of ['stopped', 'on'] as const) {
      await settings.change(home.operator, 'outgoing_mail', wish);
      await mail.servers.test(home.operator, {}); // learns the setting now, not within a second
      if (wish === 'stopped') await act();
    }
    home.clock.advance(second);
  }

  /** Everything that a user is warned of by a letter to themselves. */
  async function warnOfEverything(user: Somebody): Promise<void> {
    const { app, operator } = home;
    await app.resets.changeEmail(signedIn(user), { email: 'theirs@evil.example', password: old });
    await setPassword(user);
    await app.database.write((tx) =>
      app.resets.tellFactorsChanged(tx, user, { what: 'factors.totp_removed', at: home.clock.now() }),
    );
    await app.database.write((tx) => app.resets.tellNewBrowser(tx, user, stranger, undefined));
    const stopped = { letter: `factor of ${user.id}`, at: home.clock.now() };
    await app.database.write((tx) => app.resets.factorNotice.announce(tx, user, stranger, stopped));
    await app.users.edit(operator, user.id, { change: { email: `evil-${user.login}@evil.example` } });
  }

  async function setPassword(user: Somebody): Promise<void> {
    const { link = '' } = await home.app.resets.send(home.operator, user.id, { printLink: true });
    await home.redeem(new URL(link).searchParams.get('token') ?? '');
  }

  const subjects = [
    'Rekey alert: sign-in from a new device',
    'Rekey alert: your password was entered on a new device',
    'Rekey alert: your second factor was changed',
    'Your email address is being changed',
    'Your password was changed',
    'Your sign-in details were changed',
  ];
  const told = async ({ email }: Somebody) => home.letters(email);
  const subjectsTo = async (user: Somebody) => (await told(user)).map(({ subject }) => subject).sort();

  it('goes to the address of then when the account is archived in the same breath', async () => {
    const user = await home.somebody();
    await whileMailIsStopped(async () => {
      await warnOfEverything(user);
      await home.app.users.archive(home.operator, user.id);
    });
    assert.deepEqual(await subjectsTo(user), subjects);
    assert.deepEqual(await subjectsTo({ ...user, email: 'theirs@evil.example' }), []);
  });

  it('holds a "This was not me" that takes back an account that is there again', async () => {
    const user = await home.somebody();
    await whileMailIsStopped(async () => {
      await setPassword(user);
      await home.app.users.archive(home.operator, user.id);
    });
    const notice = (await told(user)).find(({ subject }) => subject === 'Your password was changed');
    await home.app.users.unarchive(home.operator, user.id);
    const { about, done } = await home.app.resets.notMe(stranger, tokenIn(notice), 'not_me');
    assert.equal(about, 'password');
    assert.ok(done.includes('password'));
  });

  it('goes when the account is deleted, and says whom to contact in place of a button', async () => {
    const user = await home.somebody();
    await whileMailIsStopped(async () => {
      await warnOfEverything(user);
      await home.app.users.delete(home.operator, user.id);
    });
    assert.deepEqual(await subjectsTo(user), subjects);
    for (const { text, html } of await told(user)) {
      assert.doesNotMatch(text + html, /token=|This was not me|undefined/);
      assert.match(text, /Contact|contact/);
      assert.match(text, new RegExp(user.login));
    }
  });

  it('is erased with the account once it went; one that is still to go stays behind', async () => {
    const user = await home.somebody();
    const theirs = async () => {
      const db = home.app.database.read.selectFrom('messages').select(['kind', 'user_id']);
      return db.where('to_address', '=', user.email).orderBy('kind').execute();
    };
    await home.redeem(await home.mailedToken(user));
    await told(user);
    await whileMailIsStopped(async () => {
      await home.app.database.write((tx) =>
        home.app.resets.tellFactorsChanged(tx, user, { what: 'factors.totp_removed', at: home.clock.now() }),
      );
      await home.app.users.delete(home.operator, user.id);
      assert.deepEqual(await theirs(), [{ kind: 'factors_changed', user_id: null }]);
    });
    assert.equal((await told(user))[0]?.subject, 'Rekey alert: your second factor was changed');
    home.clock.advance(30 * day + second);
    await home.app.mail.sweep(createPiecemeal(home.app));
    assert.deepEqual(await theirs(), []);
  });

  it('tells an administrator whom it concerns, also when both accounts are gone', async () => {
    const chief = await home.somebody({ role: 'settings' });
    await home.somebody({ role: 'settings' }); // the last one cannot be deleted
    const user = await home.somebody();
    await home.redeem(await home.mailedToken(user));
    const [notice] = await told(user);
    await whileMailIsStopped(async () => {
      await home.app.resets.notMe(stranger, tokenIn(notice), 'not_me');
      await home.app.users.delete(home.operator, user.id);
      await home.app.users.delete(home.operator, chief.id);
    });
    const [alert] = await told(chief);
    assert.equal(alert?.subject, 'Rekey alert: password change disowned');
    assert.match(alert.text, new RegExp(`\\(${user.login}\\)`));
  });

  it('is not withdrawn from an administrator whose address is changed', async () => {
    const chief = await home.somebody({ role: 'settings' });
    const to = { name: chief.name, address: chief.email };
    await whileMailIsStopped(async () => {
      const wanted = { kind: 'bounces', to, userId: chief.id, data: { since: 0 }, expiresAt: home.clock.now() * 2 };
      const id = (await home.app.database.write((tx) => home.app.mail.enqueue(tx, wanted))) as string;
      await home.app.users.edit(home.operator, chief.id, { change: { email: 'elsewhere@evil.example' } });
      assert.equal((await home.app.mail.message(home.operator, id)).state, 'queued');
    });
    await home.letters(chief.email);
  });

  it('is cancelled by nobody, whoever may cancel others', async () => {
    const user = await home.somebody();
    const chief = signedIn(await home.somebody({ role: 'settings' }));
    await whileMailIsStopped(async () => {
      await warnOfEverything(user);
      await home.app.resets.send(home.operator, user.id, {});
      const { items } = await home.app.mail.list(chief, { state: 'queued' });
      const warned = items.filter(({ kind }) => (warnings as readonly string[]).includes(kind));
      assert.deepEqual([...new Set(warned.map(({ kind }) => kind))].sort(), [
        'address_changed',
        'email_change',
        'factor_due',
        'factors_changed',
        'new_browser',
        'password_changed',
      ]);
      for (const { id, kind } of warned) {
        const refused = await refuses(home.app.mail.cancel(chief, id), 'message_warns');
        assert.deepEqual(refused.details, { kind });
      }
      const reset = items.find(({ kind }) => kind === 'reset');
      assert.equal((await home.app.mail.cancel(chief, reset?.id ?? '')).state, 'cancelled');
    });
    assert.deepEqual(await subjectsTo(user), subjects);
  });

  it('about a new API key goes where the person was reached when it was made, and is cancelled by nobody', async () => {
    const user = await home.somebody({ role: 'settings' });
    const { apiKeys, users, mail } = home.app;
    const expiresAt = home.clock.now() + day;
    await whileMailIsStopped(async () => {
      await apiKeys.create(signedIn(user), user.id, { name: 'Theirs', scopes: ['users:read'], expiresAt });
      await users.edit(home.operator, user.id, { change: { email: 'moved@evil.example' } });
      const { items } = await mail.list(home.operator, { state: 'queued' });
      const id = items.find(({ kind }) => kind === 'key_made')?.id ?? '';
      await refuses(mail.cancel(home.operator, id), 'message_warns');
    });
    home.clock.advance(minute);
    assert.ok((await subjectsTo(user)).includes('Rekey alert: new API key'));
    assert.ok(!(await subjectsTo({ ...user, email: 'moved@evil.example' })).includes('Rekey alert: new API key'));
  });

  it('about new API keys lives as long as that of the last would, however long the first has waited', async () => {
    const user = await home.somebody({ role: 'settings' });
    const make = (name: string) => {
      const expiresAt = home.clock.now() + 30 * day;
      return home.app.apiKeys.create(signedIn(user), user.id, { name, scopes: ['users:read'], expiresAt });
    };
    await whileMailIsStopped(async () => {
      await make('First');
      home.clock.advance(6 * day);
      await make('Second');
      home.clock.advance(2 * day);
    });
    const letter = (await told(user)).find(({ subject }) => subject === 'Rekey alert: new API key');
    assert.match(letter?.text.replace(/\s+/g, ' ') ?? '', /The key “First” .*The key “Second” /);
  });

  it('about a new API key goes, whatever becomes of the key and its owner before it does', async () => {
    const { apiKeys, users } = home.app;
    const ends: ((user: Somebody, keyId: string) => Promise<unknown>)[] = [
      (user, keyId) => apiKeys.revoke(signedIn(user), keyId),
      (user) => users.archive(home.operator, user.id),
      (user) => users.delete(home.operator, user.id),
    ];
    for (const end of ends) {
      const user = await home.somebody({ role: 'access' });
      await whileMailIsStopped(async () => {
        const wanted = { name: 'Theirs', scopes: ['users:read'], expiresAt: home.clock.now() + hour };
        const { record } = await apiKeys.create(signedIn(user), user.id, wanted);
        await end(user, record.id);
      });
      home.clock.advance(minute);
      const letter = (await told(user)).find(({ subject }) => subject === 'Rekey alert: new API key');
      assert.match(letter?.text.replace(/\s+/g, ' ') ?? '', /The key “Theirs” was made .*: Find and read users/);
    }
  });

  it('about new API keys tells the first ten of those that were made in one minute, however many follow', async () => {
    const user = await home.somebody({ role: 'access' });
    await whileMailIsStopped(async () => {
      const expiresAt = home.clock.now() + hour;
      for (let made = 1; made <= 12; made++) {
        const wanted = { name: `Key ${made}.`, scopes: ['users:read'], expiresAt };
        const { record } = await home.app.apiKeys.create(signedIn(user), user.id, wanted);
        await home.app.apiKeys.revoke(signedIn(user), record.id);
      }
    });
    home.clock.advance(minute);
    const [letter, ...more] = await told(user);
    assert.equal(more.length, 0);
    const named = [...(letter?.text ?? '').matchAll(/“Key (\d+)\.”/g)].map(([, number]) => Number(number));
    assert.deepEqual(named, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.match(letter?.text ?? '', /More were made/);
  });

  it('holds nothing secret while it waits', async () => {
    const user = await home.somebody();
    await whileMailIsStopped(async () => {
      await warnOfEverything(user);
      const rows = await home.app.database.read
        .selectFrom('messages')
        .select('data')
        .where('state', '=', 'queued')
        .execute();
      assert.doesNotMatch(JSON.stringify(rows), /token|[\w-]{40,}/);
    });
  });
});
