import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createPiecemeal, moveHousekeepingTime } from '../../src/database/index.ts';
import { type Caller, day, hour, minute, type Scope, scopes, second } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { anybodyWith, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';

onEveryEngine('an API key', (engine) => {
  let home: Installation;
  let count = 0;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const program = strangerAt('203.0.113.9', 'backup-script/1.0');
  const owner = (role: User['role'] = 'helpdesk'): Promise<User> =>
    home.adopted({ login: `owner-${++count}`, email: `owner-${count}@example.com`, role });
  const make = (caller: Caller, user: User, wanted: { scopes: string[]; name?: string; lives?: number }) =>
    home.app.apiKeys.create(caller, user.id, {
      name: wanted.name ?? 'Nightly sync',
      scopes: wanted.scopes,
      expiresAt: home.clock.now() + (wanted.lives ?? 90 * day),
    });
  const acting = async (user: User, scopes: Scope[]): Promise<Caller> =>
    home.app.apiKeys.identify(program, (await make(signedIn(user), user, { scopes })).key);

  it('is 256 random bits behind a prefix that tells what it is, and rests as a digest', async () => {
    const user = await owner();
    const { key, record } = await make(signedIn(user), user, { scopes: ['users:read'] });
    assert.match(key, /^rekey_[A-Za-z0-9_-]{43}$/);
    assert.ok(key.startsWith(record.hint) && record.hint.length === 'rekey_'.length + 4);
    const stored = await home.everythingStored();
    assert.ok(!stored.includes(key) && !stored.includes(key.slice('rekey_'.length)));
    assert.ok(!JSON.stringify(await home.app.apiKeys.list(signedIn(user), {})).includes(key));
  });

  it('acts as its owner, narrowed by its scopes', async () => {
    const admin = await owner('settings');
    const reader = await acting(admin, ['users:read']);
    assert.ok((await home.app.users.list(reader, {})).items.length > 0);
    assert.equal((await refuses(home.app.audit.list(reader, {}), 'scope_missing')).details.scope, 'audit:read');
    await refuses(home.app.users.create(reader, { login: 'sneaky', name: 'Sneaky' }), 'scope_missing');
  });

  it('has no scope of which its owner may do nothing', async () => {
    const plain = await owner('user');
    for (const caller of [signedIn(plain), home.operator]) {
      const refusal = await refuses(make(caller, plain, { scopes: ['keys:write', 'users:read'] }), 'scope_above_role');
      assert.deepEqual(refusal.details, { scope: 'users:read', role: 'user' });
    }
    await make(signedIn(plain), plain, { scopes: ['keys:write'] });
    const desk = await owner('helpdesk');
    await refuses(make(signedIn(desk), desk, { scopes: ['users:write'] }), 'scope_above_role');
    const chief = await owner('settings');
    await make(signedIn(chief), chief, { scopes: [...scopes] });
  });

  it('ends when its owner rises, as their sessions and remembered devices do, and the record counts what ended', async () => {
    const user = await owner('access');
    const { key } = await make(signedIn(user), user, { scopes: ['users:write'] });
    const shown = { mark: undefined, used: undefined };
    await home.app.database.write((tx) => home.app.factors.remember(tx, signedIn(user), user, shown));
    await home.app.users.edit(home.operator, user.id, { change: { role: 'helpdesk' } });
    await home.app.apiKeys.identify(program, key);
    await home.app.users.edit(home.operator, user.id, { change: { role: 'settings' } });
    await refuses(home.app.apiKeys.identify(program, key), 'key_unknown');
    const { items } = await home.app.audit.list(home.operator, { subjectId: user.id, event: 'user.edited' });
    assert.deepEqual([items[0]?.details['api_keys'], items[0]?.details['remembered_devices']], [1, 1]);
    assert.equal(items[1]?.details['api_keys'], undefined);
  });

  it('does nothing that is done in person', async () => {
    const everything = await acting(await owner('settings'), ['users:write', 'settings:write', 'keys:write']);
    const refusal = await refuses(
      home.app.users.editOwn(everything, { language: 'de', timeZone: 'Europe/Berlin' }),
      'scope_missing',
    );
    assert.equal(refusal.details.scope, 'in person');
  });

  it('narrows at once when its owner is demoted', async () => {
    const user = await owner('settings');
    const { key } = await make(signedIn(user), user, { scopes: ['audit:read'] });
    await home.app.audit.list(await home.app.apiKeys.identify(program, key), {});
    await home.app.database.write((tx) =>
      tx.updateTable('users').set({ role: 'helpdesk' }).where('id', '=', user.id).execute(),
    );
    await refuses(home.app.audit.list(await home.app.apiKeys.identify(program, key), {}), 'forbidden');
  });

  it('is named in the audit beside its owner', async () => {
    const user = await owner('access');
    const caller = await acting(user, ['users:write']);
    const created = await home.app.users.create(caller, { login: 'by-key', name: 'By key' });
    const { items } = await home.app.audit.list(home.operator, { subjectId: created.id });
    assert.deepEqual(items[0]?.actor, { kind: 'user', id: user.id, label: user.login });
    assert.equal(items[0]?.details['api_key_name'], 'Nightly sync');
    assert.equal(items[0]?.address, '203.0.113.9');
  });

  it('ends at its hour, which lies at most a year ahead', async () => {
    const user = await owner();
    const caller = signedIn(user);
    for (const lives of [0, -1, 367 * day, Number.NaN]) {
      const refusal = await refuses(make(caller, user, { scopes: ['users:read'], lives }), 'malformed');
      assert.equal(refusal.details.field, 'expires_at');
    }
    const { key } = await make(caller, user, { scopes: ['users:read'], lives: hour });
    await home.later(hour - 1);
    await home.app.apiKeys.identify(program, key);
    await home.later(1);
    await refuses(home.app.apiKeys.identify(program, key), 'key_unknown');
    await home.app.apiKeys.sweep(createPiecemeal(home.app));
    assert.equal((await home.app.apiKeys.list(caller, {})).items.length, 1, 'its owner still sees why');
    await home.later(31 * day);
    await home.app.apiKeys.sweep(createPiecemeal(home.app));
    assert.equal((await home.app.apiKeys.list(caller, {})).items.length, 0);
  });

  it('needs a name and scopes that there are', async () => {
    const user = await owner();
    for (const [wanted, field] of [
      [{ scopes: [] }, 'scopes'],
      [{ scopes: ['users:everything'] }, 'scopes'],
      [{ scopes: ['users:read'], name: ' ' }, 'name'],
      [{ scopes: ['users:read'], name: 'x'.repeat(101) }, 'name'],
    ] as const) {
      const refusal = await refuses(make(signedIn(user), user, { ...wanted, scopes: [...wanted.scopes] }), 'malformed');
      assert.equal(refusal.details.field, field);
    }
  });

  it('is made by its owner alone, or on the command line', async () => {
    const user = await owner();
    await refuses(make(anybodyWith('settings'), user, { scopes: ['users:read'] }), 'forbidden');
    await make(home.operator, user, { scopes: ['users:read'] });
    const gone = await home.adopted({ login: `gone-${++count}`, state: 'archived', role: 'helpdesk' });
    await refuses(make(home.operator, gone, { scopes: ['users:read'] }), 'archived');
    const nobody = { ...user, id: '01980000-0000-7000-8000-000000000000' };
    await refuses(make(home.operator, nobody, { scopes: ['users:read'] }), 'not_found');
  });

  it('makes no key that may more or lives longer than itself', async () => {
    const user = await owner('settings');
    const caller = await acting(user, ['keys:write', 'users:read']);
    await make(caller, user, { scopes: ['users:read'], lives: 89 * day });
    await refuses(make(caller, user, { scopes: ['users:write'], lives: day }), 'scope_missing');
    await refuses(make(caller, user, { scopes: ['users:read'], lives: 91 * day }), 'malformed');
    const reader = await acting(user, ['users:read']);
    await refuses(make(reader, user, { scopes: ['users:read'], lives: day }), 'scope_missing');
  });

  it('I-16 ends with the key that it was made with, and with whatever that one was made with', async () => {
    const user = await owner('settings');
    const scopes: Scope[] = ['keys:write', 'users:read'];
    const stolen = await make(signedIn(user), user, { scopes, name: 'Stolen' });
    const as = (key: string) => home.app.apiKeys.identify(program, key);
    const child = await make(await as(stolen.key), user, { scopes, name: 'Child', lives: 80 * day });
    const grandchild = await make(await as(child.key), user, {
      scopes: ['users:read'],
      name: 'Grandchild',
      lives: day,
    });
    const sibling = await make(await as(stolen.key), user, { scopes: ['users:read'], name: 'Sibling', lives: day });
    const other = await make(signedIn(user), user, { scopes, name: 'Other' });
    const ofOther = await make(await as(other.key), user, { scopes: ['users:read'], name: 'Of other', lives: day });
    assert.deepEqual(grandchild.record.made_by_key, { id: child.record.id, name: 'Child' });
    const listed = (await home.app.apiKeys.list(signedIn(user), {})).items;
    assert.deepEqual(
      listed.map(({ name, made_by_key }) => [name, made_by_key?.name]),
      [
        ['Of other', 'Other'],
        ['Other', undefined],
        ['Sibling', 'Stolen'],
        ['Grandchild', 'Child'],
        ['Child', 'Stolen'],
        ['Stolen', undefined],
      ],
    );

    const thief = await as(stolen.key);
    assert.equal(await home.app.apiKeys.revoke(signedIn(user), stolen.record.id), 3);
    for (const { key } of [stolen, child, grandchild, sibling]) await refuses(as(key), 'key_unknown');
    for (const { key } of [other, ofOther]) await as(key);
    const { items } = await home.app.audit.list(home.operator, { event: 'api_key.revoked', limit: 4 });
    assert.deepEqual(
      items.map(({ subject, details }) => [subject?.label, details['owner'], details['because']]).sort(),
      [
        ['Child', user.login, 'made_with_revoked'],
        ['Grandchild', user.login, 'made_with_revoked'],
        ['Sibling', user.login, 'made_with_revoked'],
        ['Stolen', user.login, undefined],
      ],
    );
    await refuses(make(thief, user, { scopes: ['users:read'], lives: hour }), 'key_unknown');
  });

  it('ends with the key that makes it, also when that one is revoked at the same moment', async () => {
    const user = await owner('settings');
    const scopes: Scope[] = ['keys:write', 'users:read'];
    for (let round = 0; round < 10; round++) {
      const { key, record } = await make(signedIn(user), user, { scopes });
      const thief = await home.app.apiKeys.identify(program, key);
      const making = () => make(thief, user, { scopes: ['users:read'], lives: hour }).catch(() => undefined);
      await Promise.all([making(), home.app.apiKeys.revoke(signedIn(user), record.id), making()]);
      assert.deepEqual((await home.app.apiKeys.list(signedIn(user), {})).items, []);
    }
  });

  it('is forgotten no later than the key that it was made with', async () => {
    const user = await owner('settings');
    const caller = await acting(user, ['keys:write', 'users:read']);
    await make(caller, user, { scopes: ['users:read'], lives: 90 * day });
    await home.later(120 * day + 1);
    await home.app.apiKeys.sweep(createPiecemeal(home.app));
    assert.deepEqual((await home.app.apiKeys.list(signedIn(user), {})).items, []);
  });

  it('I-30 ends with the password that its owner had, and is counted among what ended', async () => {
    const user = await owner();
    const { key } = await make(signedIn(user), user, { scopes: ['users:read'] });
    await make(signedIn(user), user, { scopes: ['users:read'], lives: hour });
    await home.later(2 * hour);
    await home.app.resets.send(home.operator, user.id, {});
    const token = tokenIn((await home.letters(user.email ?? ''))[0]);
    const password = 'Harbour-violet-29';
    const { id } = await home.app.resets.show(token);
    const input = { token, linkId: id, browser: 'a browser', password, confirmPassword: password };
    const { ended } = await home.app.resets.complete(program, input);
    assert.equal(ended.api_keys, 1, 'the expired one had ended before');
    await refuses(home.app.apiKeys.identify(program, key), 'key_unknown');
  });

  it('ends when its owner is archived', async () => {
    const user = await owner();
    const { key } = await make(signedIn(user), user, { scopes: ['users:read'] });
    await home.app.users.archive(home.operator, user.id);
    await refuses(home.app.apiKeys.identify(program, key), 'key_unknown');
  });

  it('is revoked by its owner and by `settings`, and by nobody else', async () => {
    const user = await owner('access');
    const caller = signedIn(user);
    const [first, second] = [
      await make(caller, user, { scopes: ['users:read'] }),
      await make(caller, user, { scopes: ['users:read'] }),
    ];
    await refuses(home.app.apiKeys.revoke(anybodyWith('access'), first.record.id), 'forbidden');
    await home.app.apiKeys.revoke(anybodyWith('settings'), first.record.id);
    await home.app.apiKeys.revoke(caller, second.record.id);
    await refuses(home.app.apiKeys.revoke(caller, second.record.id), 'forbidden');
    await refuses(home.app.apiKeys.revoke(home.operator, second.record.id), 'not_found');
    await refuses(home.app.apiKeys.identify(program, second.key), 'key_unknown');
  });

  it('is listed to its owner, to `settings` and on the command line, page by page', async () => {
    const user = await owner();
    for (const name of ['one', 'two', 'three']) await make(home.operator, user, { scopes: ['users:read'], name });
    const mine = await home.app.apiKeys.list(signedIn(user), { limit: 2 });
    assert.deepEqual(
      mine.items.map((item) => item.name),
      ['three', 'two'],
    );
    const rest = await home.app.apiKeys.list(signedIn(user), { limit: 2, cursor: mine.next ?? '' });
    assert.deepEqual([rest.items.map((item) => item.name), rest.next], [['one'], null]);
    assert.equal((await home.app.apiKeys.list(anybodyWith('settings'), { userId: user.id })).items.length, 3);
    await refuses(home.app.apiKeys.list(anybodyWith('access'), { userId: user.id }), 'forbidden');
    await refuses(home.app.apiKeys.list(home.operator, { cursor: 'nonsense' }), 'malformed');
    await refuses(home.app.apiKeys.list(home.operator, { limit: 0 }), 'malformed');
  });

  it('tells to the hour when it was used', async () => {
    const user = await owner();
    const { key, record } = await make(signedIn(user), user, { scopes: ['users:read'] });
    assert.equal(record.last_used_at, null);
    await home.app.apiKeys.identify(program, key);
    const first = await noted(user);
    assert.equal(first, new Date(home.clock.now()).toISOString());
    await home.later(hour / 2);
    await home.app.apiKeys.identify(program, key);
    await home.later(hour / 2);
    await home.app.apiKeys.identify(program, key);
    assert.equal(await noted(user, first), new Date(home.clock.now()).toISOString());
  });

  /** When a use was noted, once it was: nobody waits for the note. */
  async function noted(user: User, before: string | null = null): Promise<string | null> {
    for (let tries = 0; tries < 500; tries++) {
      const [key] = (await home.app.apiKeys.list(signedIn(user), {})).items;
      if (key && key.last_used_at !== before) return key.last_used_at;
      await delay(5);
    }
    return before;
  }

  it('is told to its owner by letter, whoever made it; many at once by one', async () => {
    const user = await owner('settings');
    const mine = async () => (await home.letters(user.email ?? '')).filter(({ subject }) => /API key/.test(subject));
    const caller = await acting(user, ['keys:write', 'users:read']);
    for (const name of ['Child', 'sign in at evil.example/now']) {
      await make(caller, user, { scopes: ['users:read'], name, lives: day });
    }
    await home.later(4 * second);
    const [letter, ...more] = await mine();
    assert.deepEqual([letter?.subject, more.length], ['Rekey alert: new API key', 0]);
    const text = letter?.text.replace(/\s+/g, ' ') ?? '';
    assert.match(text, /The key “Child” was made for owner-\d+ at [^.]+\. Until [^.]+: Find and read users/);
    assert.match(text, /The key “Nightly sync”/);
    assert.match(text, /\/my\/security\/api-keys/);
    assert.doesNotMatch(letter?.html ?? '', /evil\.example\/now/);
    await make(home.operator, user, { scopes: ['users:read'], name: 'Later', lives: day });
    await home.later(2 * minute);
    const [latest] = await mine();
    assert.match(latest?.text ?? '', /The key “Later”/);
  });

  it('is held back while its owner must have a second factor and has none, and so is what it began', async () => {
    const user = await owner('settings');
    const { key } = await make(signedIn(user), user, { scopes: ['users:write'] });
    const caller = await home.app.apiKeys.identify(program, key);
    const isHeldBack = async () =>
      (await home.app.apiKeys.list(home.operator, { userId: user.id })).items[0]?.held_back;
    const subjectIds = [(await owner('user')).id];
    const start = () => home.app.jobs.start(caller, { kind: 'users.archive', subjectIds, data: {} });
    const job = await start();
    await home.app.settings.change(home.operator, 'second_factor_for', 'staff');
    await refuses(home.app.apiKeys.identify(program, key), 'factor_missing');
    assert.equal(await isHeldBack(), true);
    await refuses(start(), 'key_unknown');
    while (await home.app.jobs.turn());
    const [result] = await home.app.jobs.results(home.operator, job, { after: 0, limit: 1 });
    assert.equal(result?.outcome, 'forbidden');
    const plain = await owner('user');
    await home.app.apiKeys.identify(program, (await make(signedIn(plain), plain, { scopes: ['keys:write'] })).key);
    await home.app.settings.revert(home.operator, 'second_factor_for');
    await home.app.apiKeys.identify(program, key);
    assert.equal(await isHeldBack(), false);
  });

  it('does nothing that its owner may do no more once it comes to be done', async () => {
    const [owning] = [await owner('settings'), await owner('settings')];
    const judged = await acting(owning, ['mail:write', 'settings:write']);
    await home.app.users.edit(home.operator, owning.id, { change: { role: 'access' } });
    await refuses(home.app.mail.dkim.create(judged, 'late.example'), 'key_unknown');
    assert.deepEqual(await home.app.mail.dkim.list(home.operator), []);
  });

  it('keeps no staff from signing in by email with a scope for users alone', async () => {
    const [chief, staff, plain] = [await owner('settings'), await owner('helpdesk'), await owner('user')];
    const { users } = home.app;
    const shared = { change: { email: staff.email }, sharesEmail: true };
    const narrow = await acting(chief, ['users:write']);
    await refuses(users.edit(narrow, plain.id, shared), 'scope_missing');
    const { email, sharesEmail } = { email: staff.email, sharesEmail: true };
    await refuses(users.create(narrow, { login: 'one-more', name: 'One', email, sharesEmail }), 'scope_missing');
    await users.edit(await acting(chief, ['users:write', 'settings:write']), plain.id, shared);
  });

  it('is told whom somebody may have meant with the scope for users alone', async () => {
    const desk = await owner('helpdesk');
    const explain = (caller: Caller) => home.app.resets.explain(caller, `${desk.login}@example.con`);
    const lacking = await refuses(explain(await acting(desk, ['resets:read', 'mail:read'])), 'scope_missing');
    assert.equal(lacking.details.scope, 'users:read');
    const told = await explain(await acting(desk, ['resets:read', 'mail:read', 'users:read']));
    assert.ok(told?.near.some(({ id }) => id === desk.id));
  });

  it('is at most one of fifty', async () => {
    const user = await owner();
    for (let made = 0; made < 50; made++) await make(home.operator, user, { scopes: ['users:read'] });
    await refuses(make(home.operator, user, { scopes: ['users:read'] }), 'too_many_keys');
  });

  it('is made fifty times an hour by one owner, however many were revoked again, until staff lift that', async () => {
    const user = await owner();
    const caller = signedIn(user);
    const program = await acting(user, ['keys:write', 'users:read']);
    const again = async (as: Caller) => {
      const { record } = await make(as, user, { scopes: ['users:read'], lives: day });
      await home.app.apiKeys.revoke(as, record.id);
    };
    for (let made = 1; made < 50; made++) await again(made % 2 === 0 ? caller : program);
    for (const as of [caller, program]) await refuses(again(as), 'limited');
    await again(home.operator);
    assert.equal((await home.app.resets.limitsOf(home.operator, user.id)).heldBack, true);
    await home.app.resets.liftLimits(home.operator, user.id);
    await again(caller);
    await home.later(hour);
    for (let made = 0; made < 50; made++) await again(caller);
    await refuses(again(caller), 'limited');
  });

  it('F-09 is not swept by a server that starts with a clock years ahead', async () => {
    const user = await owner();
    const { key } = await make(signedIn(user), user, { scopes: ['users:read'] });
    await home.app.database.write((tx) => moveHousekeepingTime(tx, home.clock.now()));
    home.clock.jump(5 * 365 * day);
    await home.app.apiKeys.sweep(createPiecemeal(home.app));
    home.clock.jump(-5 * 365 * day);
    await home.app.apiKeys.identify(program, key);
  });
});
