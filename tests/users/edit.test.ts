import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Tx } from '../../src/database/index.ts';
import { type Caller, day, type Scope } from '../../src/kernel/index.ts';
import type { Message } from '../../src/mail/index.ts';
import type { AdoptedUser, User } from '../../src/users/index.ts';
import { anybodyWith, operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine, sqlite } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';

const staff = anybodyWith('access');

onEveryEngine('a user who is edited', (engine) => {
  let home: Installation;
  let names = 0;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const somebody = (user: Partial<AdoptedUser> = {}) => {
    const login = user.login ?? `user-${++names}`;
    return home.adopted({ email: `${login}@example.com`, ...user, login });
  };
  const edit = (user: User, change: object, how: object = {}, caller = staff) =>
    home.app.users.edit(caller, user.id, { version: user.version, change, ...how });
  const now = (user: User) => home.app.users.byId(home.app.database.read, user.id);
  const told = async (user: User) => (await home.app.audit.list(operator, { subjectId: user.id })).items;

  it('is what was entered, and the record tells what changed without what could not be erased', async () => {
    const user = await somebody();
    const change = { name: ' Mara\nKeller ', email: 'mara@example.com', language: 'de', timeZone: 'Europe/Zurich' };
    const edited = await edit(user, change);
    assert.deepEqual(
      [edited.name, edited.email, edited.language, edited.timeZone, edited.version],
      ['Mara Keller', 'mara@example.com', 'de', 'Europe/Zurich', user.version + 1],
    );
    const [event] = await told(user);
    assert.equal(event?.details['fields'], 'name email language time_zone');
    assert.equal(event?.details['email_after'], 'm…@example.com');
    assert.equal((await edit(edited, { language: 'de' })).version, edited.version, 'the same again is no edit');
  });

  it('gets the language and the company of warnings to staff, and one’s own, from no key that is for users alone', async () => {
    const [chief, other] = [await somebody({ role: 'settings' }), await somebody({ role: 'helpdesk' })];
    const pawn = await somebody();
    const withKey = async (scopes: Scope[]): Promise<Caller> => {
      const wanted = { name: 'key', scopes, expiresAt: home.clock.now() + day };
      const { key } = await home.app.apiKeys.create(signedIn(chief), chief.id, wanted);
      return home.app.apiKeys.identify(strangerAt('203.0.113.9'), key);
    };
    const narrow = await withKey(['users:read', 'users:write']);
    const wide = await withKey(['users:read', 'users:write', 'settings:write']);
    const arabic = { language: 'ar' };
    const { id: company } = await home.app.users.saveCompany(home.operator, {
      form: { name: 'Elsewhere', help: { name: 'Desk' } },
    });
    for (const change of [arabic, { company }]) {
      for (const user of [chief, other]) await refuses(edit(user, change, {}, narrow), 'scope_missing');
      await refuses(edit(chief, change, {}, wide), 'scope_missing');
    }
    assert.equal((await edit(other, arabic, {}, wide)).language, 'ar');
    const { language, companyId } = await edit(pawn, { ...arabic, company }, {}, narrow);
    assert.deepEqual([language, companyId], ['ar', company]);
    assert.equal((await edit(chief, arabic, {}, signedIn(chief))).language, 'ar');
  });

  it('is never overwritten by somebody who saw an older version', async () => {
    const user = await somebody();
    await edit(user, { name: 'First' });
    await refuses(edit(user, { name: 'Second' }), 'changed_meanwhile');
    assert.equal((await now(user))?.name, 'First');
    const seen = (await now(user)) ?? user;
    const both = await Promise.allSettled(['Third', 'Fourth'].map((name) => edit(seen, { name })));
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    const opened = (await now(user)) ?? user;
    await home.app.users.editOwn(signedIn(user), { language: 'de', timeZone: 'Europe/Berlin' });
    await refuses(edit(opened, { name: 'Fifth', timeZone: 'UTC' }), 'changed_meanwhile');
  });

  it('is saved by a second press of the same button, and once: what stands there was changed by nobody else', async () => {
    const user = await somebody();
    const change = { name: 'Pressed Twice', email: `twice-${user.login}@lumen.example` };
    const both = await Promise.all([1, 2].map(() => edit(user, change)));
    assert.deepEqual(both[0], both[1]);
    const { items } = await home.app.audit.list(home.operator, { subjectId: user.id, event: 'user.edited' });
    assert.equal(items.length, 1);
  });

  it('keeps what it was taken over with, but takes nothing new that no user can have', async () => {
    const user = await somebody({ email: 'broken@example,com' });
    await edit(user, { name: 'Renamed' });
    const current = (await now(user)) ?? user;
    await refuses(edit(current, { email: 'still@broken,com' }), 'email_malformed');
    await refuses(edit(current, { login: ' ' }), 'login_missing');
    await refuses(edit(current, { name: '' }), 'name_missing');
    await refuses(edit(current, { company: 'Nowhere' }), 'not_found');
    await refuses(edit(current, { timeZone: 'Mars/Olympus' }), 'malformed');
    assert.equal((await edit(current, { email: '' })).email, undefined);
  });

  it('gets no login that somebody has, also when two want it at once', async () => {
    const [one, two, holder] = [await somebody(), await somebody(), await somebody({ login: 'Taken' })];
    await refuses(edit(one, { login: ' TAKEN ' }), 'login_taken');
    const wanting = [one, two].map((user) => edit(user, { login: 'wanted' }));
    const settled = await Promise.allSettled(wanting);
    assert.deepEqual(settled.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const races = [
      edit(holder, { login: 'contested' }),
      home.app.users.create(operator, { login: 'CONTESTED', name: 'X' }),
    ];
    assert.equal((await Promise.allSettled(races)).filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('gets as login nobody’s email, and as email nobody’s login, also when two want it at once', async () => {
    const [ada, pawn] = [await somebody({ role: 'settings' }), await somebody()];
    await refuses(edit(pawn, { login: ada.email?.toUpperCase() }), 'login_taken');
    await refuses(edit(pawn, { login: ada.email }, {}, operator), 'login_taken');
    const named = await somebody({ login: 'named@example.net', email: 'else@example.net' });
    await refuses(edit(pawn, { email: named.login }, { sharesEmail: true }), 'email_is_login');
    const own = await edit(named, { email: named.login });
    assert.equal((await edit(pawn, { email: named.login }, { sharesEmail: true })).email, own.email);
    const wanting = [edit(ada, { email: 'both@example.net' }, {}, operator), edit(own, { login: 'both@example.net' })];
    assert.deepEqual((await Promise.allSettled(wanting)).map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('keeps the email that is their login while others share it, unless the login goes with it, also at once', async () => {
    const [named, sharer] = [await somebody(), await somebody()];
    const address = `shared-${named.login}@example.net`;
    const holder = await edit(named, { login: address, email: address });
    const moved = { email: `moved-${named.login}@example.net` };
    const sharing = edit(sharer, { email: address }, { sharesEmail: true });
    const both = await Promise.allSettled([sharing, edit(holder, moved)]);
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    const now = async ({ id }: User) => (await home.app.users.byId(home.app.database.read, id)) as User;
    await edit(await now(holder), { email: address });
    await edit(await now(sharer), { email: address }, { sharesEmail: true });
    for (const change of [moved, { email: '' }]) await refuses(edit(await now(holder), change), 'login_is_email');
    await edit(await now(holder), { email: address.toUpperCase() });
    await edit(await now(holder), { ...moved, login: named.login });
    const meant = await home.app.users.meantBy(home.app.database.read, address);
    assert.deepEqual(
      meant.map(({ id }) => id),
      [sharer.id],
    );
  });

  it('keeps a login that was taken over as another’s email, and both may be edited', async () => {
    await somebody({ login: 'first', email: 'legacy@example.net' });
    const second = await somebody({ login: 'legacy@example.net', email: 'second@example.net' });
    const written = await edit(second, { login: 'Legacy@example.net', name: 'Renamed' });
    const meant = await home.app.users.meantBy(home.app.database.read, 'legacy@example.net');
    assert.deepEqual(meant, [written]);
  });

  it('shares an email only when somebody says so', async () => {
    const [one, two] = [await somebody(), await somebody()];
    const { details } = await refuses(edit(one, { email: two.email?.toUpperCase() }), 'email_shared');
    assert.equal(details.others, 1);
    await edit(one, { email: two.email }, { sharesEmail: true });
    const shown = await home.app.users.show(staff, two.id);
    assert.deepEqual(
      shown.sharers.map(({ id }) => id),
      [one.id],
    );
    const newUser = { login: 'third', name: 'Third', email: two.email };
    await refuses(home.app.users.create(staff, newUser), 'email_shared');
    await home.app.users.create(staff, { ...newUser, sharesEmail: true });
  });

  it('waits for nobody else who shares the email, where others share it still', async () => {
    const email = 'office@example.com';
    const [one, two, three] = [await somebody({ email }), await somebody({ email }), await somebody({ email })];
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: held, resolve: tellHeld } = Promise.withResolvers<void>();
    // On SQLite whoever writes waits for all others anyway.
    const holding = engine === sqlite ? tellHeld() : home.app.database.write((tx) => holdUntil(tx, three));
    await held;
    await edit(one, { email: 'own@example.com' }).finally(release);
    await holding;
    await edit(two, { email: 'other@example.com' });
    const shared = home.app.database.read.selectFrom('users').select('id').where('email_shared', '=', 1);
    assert.deepEqual(await shared.where('id', 'in', [one.id, two.id, three.id]).execute(), []);

    async function holdUntil(tx: Tx, user: User): Promise<void> {
      await home.app.users.hold(tx, user.id);
      tellHeld();
      await released;
    }
  });

  it('shares no email of somebody on whom whoever gives it may not act, whatever they say', async () => {
    const [greater, peer] = [await somebody({ role: 'settings' }), await somebody({ role: 'access' })];
    const actor = await somebody({ role: 'access' });
    const [plain, sharesEmail] = [await somebody(), true];
    for (const { email } of [greater, peer]) {
      const newUser = { login: `puppet-${++names}`, name: 'Puppet', email, sharesEmail };
      await refuses(home.app.users.create(signedIn(actor), newUser), 'email_of_greater');
      await refuses(edit(plain, { email }, { sharesEmail }, signedIn(actor)), 'email_of_greater');
    }
    const same = await edit(plain, { email: actor.email }, { sharesEmail }, signedIn(actor));
    assert.equal(same.email, actor.email, 'their own is theirs to share');
    assert.equal((await edit(same, { email: greater.email }, { sharesEmail }, signedIn(greater))).email, greater.email);
  });

  it('comes back from the archive to no email that somebody has got meanwhile on whom whoever brings them back may not act', async () => {
    const [greater, actor] = [await somebody({ role: 'settings' }), await somebody({ role: 'access' })];
    const email = `meanwhile-${++names}@example.com`;
    const puppet = await somebody({ email });
    const { users } = home.app;
    await users.archive(signedIn(actor), puppet.id);
    await users.edit(operator, greater.id, { change: { email } });
    await refuses(users.unarchive(signedIn(actor), puppet.id), 'email_of_greater');
    assert.equal(
      (await users.meantBy(home.app.database.read, email)).filter((one) => one.state !== 'archived').length,
      1,
    );
    await users.unarchive(signedIn(greater), puppet.id);
  });

  it('I-14 loses the links of a former email or login, and is told at the old and the new address', async () => {
    const user = await somebody();
    await home.app.resets.send(operator, user.id, {});
    const token = tokenIn((await home.letters(user.email ?? ''))[0]);
    const moved = await edit(user, { email: 'moved@example.com' });
    await refuses(home.app.resets.show(token), 'link_expired');
    for (const address of [user.email ?? '', 'moved@example.com']) {
      const [notice] = await home.letters(address);
      assert.equal(notice?.subject, 'Your sign-in details were changed');
      assert.ok(!notice.text.includes('moved@'), 'the former address is not told the new one');
    }
    await home.app.resets.send(operator, user.id, {});
    const next = tokenIn((await home.letters('moved@example.com'))[0]);
    await edit(moved, { login: 'moved' });
    await refuses(home.app.resets.show(next), 'link_expired');
    assert.equal((await home.letters(user.email ?? '')).length, 2, 'one letter with a link, one notice');
  });

  it('keeps links, letters and proof where email and login are only written another way', async () => {
    const user = await somebody();
    const { reset } = await home.app.resets.send(operator, user.id, {});
    const token = tokenIn((await home.letters(user.email ?? ''))[0]);
    await home.app.database.write((tx) => home.app.users.noteEmailProven(tx, user.id));
    const written = await edit(user, { email: user.email?.toUpperCase(), login: user.login.toUpperCase() });
    assert.equal((await home.app.resets.show(token)).user.email, written.email);
    assert.notEqual(written.emailProvenAt, undefined);
    const to = { name: user.name, address: user.email ?? '' };
    const again = { kind: 'reset', userId: user.id, about: reset.id, to, data: {} } as unknown as Message;
    const waiting = await home.app.resets.composer.compose(again);
    assert.equal('letter' in waiting && waiting.to.address, written.email);
    const { id } = await home.app.resets.show(token);
    const password = 'Harbour-violet-29';
    await home.app.resets.complete(operator, { token, linkId: id, browser: 'x', password, confirmPassword: password });
  });

  it('is reached elsewhere by their own hand in person, and never by a key of theirs', async () => {
    const user = await somebody({ role: 'settings' });
    const scopes = ['users:read', 'users:write', 'settings:write'];
    const { apiKeys } = home.app;
    const { key } = await apiKeys.create(signedIn(user), user.id, {
      name: 'Sync',
      scopes,
      expiresAt: home.clock.now() + day,
    });
    const program = await apiKeys.identify(strangerAt('203.0.113.9'), key);
    for (const change of [{ email: 'thief@example.net' }, { login: 'thief' }, { name: 'X', email: '' }]) {
      const refusal = await refuses(edit(user, change, {}, program), 'scope_missing');
      assert.equal(refusal.details.scope, 'in person');
    }
    assert.deepEqual(await now(user), user);
    await edit(user, { name: 'Renamed' }, {}, program);
    const { email, version } = (await now(user)) ?? user;
    assert.equal(email, user.email);
    await edit({ ...user, version }, { email: 'own@example.net' }, {}, signedIn(user));
  });

  it('gets a role only from those above it, and nobody changes their own', async () => {
    const [user, chief] = [await somebody(), await somebody({ role: 'settings' })];
    await refuses(edit(user, { role: 'access' }), 'forbidden');
    await refuses(edit(chief, { name: 'Mere Name' }), 'forbidden');
    assert.equal((await edit(user, { role: 'helpdesk' })).role, 'helpdesk');
    await refuses(edit(chief, { role: 'user' }, {}, signedIn(chief)), 'forbidden');
    assert.equal((await edit(chief, { name: 'Own Name' }, {}, signedIn(chief))).name, 'Own Name');
  });

  it('leaves an active settings user, also when two demote each other at once', async () => {
    const { database, users } = home.app;
    const settings = () =>
      database.read
        .selectFrom('users')
        .selectAll()
        .where('role', '=', 'settings')
        .where('state', '!=', 'archived')
        .execute();
    await somebody({ role: 'settings' });
    while ((await settings()).length > 2) await users.archive(operator, (await settings())[0]?.id ?? '');
    const [one, two] = (await settings()).map(({ id, login }) => ({ id, login, role: 'settings' as const }));
    assert.ok(one && two);
    const demoted = await Promise.allSettled([
      users.edit(signedIn(one), two.id, { change: { role: 'user' } }),
      users.edit(signedIn(two), one.id, { change: { role: 'user' } }),
    ]);
    assert.deepEqual(demoted.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const [last] = await settings();
    await refuses(users.edit(operator, last?.id ?? '', { change: { role: 'access' } }), 'last_settings_user');
    await refuses(users.delete(operator, last?.id ?? ''), 'last_settings_user');
    assert.equal((await settings()).length, 1);
  });

  it('comes back from the archive as it went there', async () => {
    const [invited, confirmed] = [await somebody({ state: 'invited' }), await somebody()];
    const adopted = await somebody({ state: 'archived' });
    for (const user of [invited, confirmed]) await home.app.users.archive(staff, user.id);
    for (const user of [invited, confirmed, adopted]) await home.app.users.unarchive(staff, user.id);
    const states = await Promise.all([invited, confirmed, adopted].map(async (user) => (await now(user))?.state));
    assert.deepEqual(states, ['invited', 'confirmed', 'invited']);
    await refuses(home.app.users.unarchive(anybodyWith('helpdesk'), invited.id), 'forbidden');
  });

  it('is erased with all that is theirs, and the record tells it under a pseudonym', async () => {
    const user = await home.confirmed({
      login: 'leaver',
      email: 'leaver@example.com',
      password: 'Correct-Horse7battery',
    });
    await home.app.resets.send(operator, user.id, {});
    await home.letters('leaver@example.com');
    await refuses(home.app.users.delete(anybodyWith('helpdesk'), user.id), 'forbidden');
    await home.app.users.delete(staff, user.id);
    assert.equal(await now(user), undefined);
    const [event] = await told(user);
    assert.deepEqual([event?.event, event?.subject?.label], ['user.deleted', `deleted-${user.id.slice(-8)}`]);
    const { read } = home.app.database;
    for (const table of ['passwords', 'sessions', 'resets', 'links', 'messages'] as const) {
      assert.equal(
        await read.selectFrom(table).select('user_id').where('user_id', '=', user.id).executeTakeFirst(),
        undefined,
      );
    }
    await refuses(home.app.users.delete(staff, user.id), 'not_found');
  });

  it('does not archive or delete themselves', async () => {
    const user = await somebody({ role: 'settings' });
    await refuses(home.app.users.archive(signedIn(user), user.id), 'own_account');
    await refuses(home.app.users.delete(signedIn(user), user.id), 'own_account');
  });
});
