import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { softwarePasskey } from '../software-passkey.ts';
import { type OpenedAccounts, type Owner, old, openAccounts, stranger } from './accounts.ts';

onEveryEngine('an account that is taken back', (engine) => {
  let home: OpenedAccounts;
  before(async () => {
    home = await openAccounts(engine);
  });
  after(() => home.close());

  const addPasskey = async ({ thief }: Owner, name: string) => {
    const { factors } = home.app;
    const { challenge } = await factors.offerPasskey(thief);
    const response = softwarePasskey().register(challenge);
    await factors.addPasskey(thief, { response, challenge, name });
    await home.later(minute);
  };

  it('I-16 gets back the first address, however often it was moved since', async () => {
    const owner = await home.somebody();
    const others = ['b', 'c', 'd'].map((name) => `${name}-${owner.user.login}@example.net`);
    for (const other of others) await home.move(owner, other);
    const first = (await home.letters(owner.email)).filter(
      ({ subject }) => subject === 'Your email address is being changed',
    );
    assert.equal(first.length, 1, 'later changes are told where letters go then');
    await home.takesBack(owner, 'Your email address is being changed');
    for (const other of others) assert.equal(await home.linksMailedTo(other), 0);
  });

  const profileOf = async ({ user }: { user: { id: string } }) => {
    const { name, language, timeZone } = (await home.app.users.byId(home.app.database.read, user.id)) ?? {};
    return { name, language, timeZone };
  };

  /** Whatever language the letters are in. */
  const move = async ({ thief }: Owner, to: string): Promise<void> => {
    await home.later(minute);
    await home.app.resets.changeEmail(thief, { email: to, password: old });
    await home.app.resets.confirmEmail(thief, tokenIn((await home.letters(to))[0]));
  };
  const takeBack = async ({ email }: Owner) => {
    const warned = (await home.letters(email)).find(({ text }) => text.includes('/web/not_me?token='));
    return home.app.resets.notMe(stranger, tokenIn(warned), 'not_me');
  };

  const disownedOf = async ({ user }: Owner): Promise<boolean[]> => {
    const { passkeys } = await home.app.factors.of(home.app.database.read, user.id);
    return passkeys.map(({ disowned }) => disowned);
  };

  it('speaks its owner’s language again, whatever whoever was in it chose before and after what the letter tells of', async () => {
    const owner = await home.somebody({ role: 'settings' });
    const was = await profileOf(owner);
    const own = signedIn(owner.user);
    await home.app.users.editOwn(own, { language: 'ar', timeZone: 'Asia/Riyadh' });
    await home.later(hour);
    await move(owner, `thief-${owner.user.login}@example.net`);
    await home.app.users.edit(own, owner.user.id, { change: { name: 'Somebody Else' } });
    await home.app.users.editOwn(own, { language: 'fr', timeZone: 'Europe/Paris' });
    const { language, done } = await takeBack(owner);
    assert.deepEqual([language, done.includes('profile')], [was.language, true]);
    assert.deepEqual(await profileOf(owner), was);
    const subjects = (await home.letters(owner.email)).map(({ subject }) => subject);
    assert.ok(subjects.includes(`Password reset for ${was.name}`));
    const { items } = await home.app.audit.list(home.operator, { subjectId: owner.user.id, event: 'user.edited' });
    const undone = items.find(({ details }) => details['because'] === 'taken_back');
    assert.equal(undone?.details['fields'], 'name language time_zone');
  });

  it('speaks it again where staff give it back its address; what staff chose stands, and what is older than a week', async () => {
    const owner = await home.somebody();
    const was = await profileOf(owner);
    const [own, moved] = [signedIn(owner.user), `thief-${owner.user.login}@example.net`];
    await home.app.users.editOwn(own, { language: 'ar', timeZone: 'Asia/Riyadh' });
    await move(owner, moved);
    await home.app.users.edit(home.operator, owner.user.id, { change: { email: owner.email } });
    assert.deepEqual(await profileOf(owner), was);

    await home.app.users.editOwn(own, { language: 'ar', timeZone: 'Asia/Riyadh' });
    await home.app.users.edit(home.operator, owner.user.id, { change: { language: 'de' } });
    await move(owner, moved);
    assert.ok(!(await takeBack(owner)).done.includes('profile'));
    assert.equal((await profileOf(owner)).language, 'de');

    const other = await home.somebody();
    await home.app.users.editOwn(signedIn(other.user), { language: 'es', timeZone: 'Europe/Madrid' });
    await home.later(7 * day);
    await home.app.users.sweep(createPiecemeal(home.app));
    await move(other, `moved-${other.user.login}@example.net`);
    await takeBack(other);
    assert.equal((await profileOf(other)).language, 'es');
  });

  it('is known to staff as moved for a week, and while it is archived; not once it is back', async () => {
    const owner = await home.somebody();
    const { users, resets, database } = home.app;
    const moved = async () => {
      const user = await users.byId(database.read, owner.user.id);
      return user && (await resets.movedLately(user))?.former;
    };
    assert.equal(await moved(), undefined);
    for (const name of ['b', 'c']) await home.move(owner, `${name}-${owner.user.login}@example.net`);
    assert.equal(await moved(), owner.email);
    await home.later(8 * day);
    assert.equal(await moved(), undefined);
    await users.archive(home.operator, owner.user.id);
    assert.equal(await moved(), owner.email);
    await users.unarchive(home.operator, owner.user.id);
    await home.move(owner, `d-${owner.user.login}@example.net`);
    assert.equal(await moved(), `c-${owner.user.login}@example.net`);
    await users.edit(home.operator, owner.user.id, { change: { email: owner.email } });
    assert.equal(await moved(), undefined);
  });

  it('I-16 is open to its owner though its address became somebody’s login meanwhile, and that stays theirs alone', async () => {
    const chief = await home.somebody({ role: 'settings' });
    const [owner, other] = [await home.somebody(), await home.somebody()];
    const thiefs = `t-${owner.user.login}@example.net`;
    await home.move(owner, thiefs);
    await home.later(minute);
    const { email: login } = owner;
    await home.app.users.edit(home.operator, other.user.id, { change: { login } });
    await home.later(minute);
    const button = await home.tokenFrom(owner.email, 'Your email address is being changed');
    const { done } = await home.app.resets.notMe(stranger, button, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'no_address', 'told']);
    assert.equal(await home.emailOf(owner), undefined);
    const { database, users } = home.app;
    assert.deepEqual(
      (await users.meantBy(database.read, login)).map(({ id }) => id),
      [other.user.id],
    );
    assert.equal(await home.linksMailedTo(thiefs), 0);
    const alert = (await home.letters(chief.email)).find(({ subject }) => subject.endsWith('address change disowned'));
    assert.match(alert?.text.replace(/\s+/g, ' ') ?? '', /has no address for the time being/);

    const password = await home.redeem(await home.tokenFrom(owner.email, 'Password reset'));
    const input = { login: owner.user.login, password, knownBrowser: undefined };
    assert.ok('token' in (await home.app.sessions.signIn(stranger, input)));
    await home.app.users.edit(home.operator, other.user.id, { change: { login: other.user.login } });
    await home.later(minute);
    await home.app.resets.notMe(stranger, await home.tokenFrom(owner.email, 'Your password was changed'), 'not_me');
    assert.equal(await home.emailOf(owner), owner.email, 'warnings still come there, and lead back once it is free');
  });

  it('I-16 shares its address with whoever got it as email meanwhile', async () => {
    const [owner, other] = [await home.somebody(), await home.somebody()];
    await home.move(owner, `s-${owner.user.login}@example.net`);
    await home.later(minute);
    await home.app.users.edit(home.operator, other.user.id, { change: { email: owner.email } });
    await home.takesBack(owner, 'Your email address is being changed');
    const meant = await home.app.users.meantBy(home.app.database.read, owner.email);
    assert.deepEqual(meant.map(({ id }) => id).sort(), [owner.user.id, other.user.id].sort());
  });

  it('I-16 gets back its address with the button in the letter about a sign-in', async () => {
    const owner = await home.somebody();
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    const other = `e-${owner.user.login}@example.net`;
    await home.move(owner, other);
    await home.takesBack(owner, 'Rekey alert: sign-in from a new device');
    assert.equal(await home.linksMailedTo(other), 0);
  });

  it('I-16 gets back its address with the button in the notice of a changed password', async () => {
    const owner = await home.somebody();
    await home.changePassword(owner);
    const other = `f-${owner.user.login}@example.net`;
    await home.later(minute);
    await home.app.resets.changeEmail(owner.thief, { email: other, password: 'Harbour-violet-29' });
    await home.app.resets.confirmEmail(owner.thief, await home.tokenFrom(other, 'Confirm your email address'));
    await home.takesBack(owner, 'Your password was changed');
    assert.equal(await home.linksMailedTo(other), 0);
  });

  it('I-16 gets back the address of an administrator, which whoever is signed in edits without any letter', async () => {
    const owner = await home.somebody({ role: 'settings' });
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    for (const email of [`g-${owner.user.login}@example.net`, '', `n-${owner.user.login}@example.net`]) {
      await home.edit(owner, email);
      await home.later(minute);
    }
    await home.takesBack(owner, 'Rekey alert: sign-in from a new device');
  });

  it('I-16 takes back a second factor that was added while it was elsewhere, whichever button is pressed; not one its owner was told of', async () => {
    const { factors, database } = home.app;
    const owner = await home.somebody({ role: 'settings' });
    await home.edit(owner, `e-${owner.user.login}@example.net`);
    await home.later(minute);
    await home.move(owner, `f-${owner.user.login}@example.net`);
    await home.later(minute);
    await addPasskey(owner, 'Elsewhere');
    await home.edit(owner, owner.email);
    await home.later(minute);
    await addPasskey(owner, 'Here');
    await home.move(owner, `g-${owner.user.login}@example.net`);
    await home.later(minute);
    const button = await home.tokenFrom(owner.email, 'Your email address is being changed');
    const { done } = await home.app.resets.notMe(stranger, button, 'not_me');
    const { passkeys } = await factors.of(database.read, owner.user.id);
    assert.deepEqual(
      passkeys.map(({ name, disowned }) => [name, disowned]),
      [
        ['Elsewhere', true],
        ['Here', false],
      ],
    );
    assert.ok(done.includes('factors') && done.includes('factors_left'));
  });

  it('I-16 takes back what was added while it was elsewhere also where staff brought it back', async () => {
    const { factors, database, users } = home.app;
    const owner = await home.somebody();
    await addPasskey(owner, 'Before');
    await home.move(owner, `h-${owner.user.login}@example.net`);
    await home.later(minute);
    await addPasskey(owner, 'Elsewhere');
    await users.edit(home.operator, owner.user.id, { change: { email: owner.email } });
    await home.later(minute);
    await home.changePassword(owner);
    const button = await home.tokenFrom(owner.email, 'Your password was changed');
    await home.app.resets.notMe(stranger, button, 'not_me');
    const { passkeys } = await factors.of(database.read, owner.user.id);
    assert.deepEqual(
      passkeys.map(({ name, disowned }) => [name, disowned]),
      [
        ['Before', false],
        ['Elsewhere', true],
      ],
    );
  });

  it('I-16 takes back what was added while it was elsewhere whatever became since of the address that staff gave back', async () => {
    const proves = (owner: Owner) => home.move(owner, owner.email);
    const leavesAgain = (owner: Owner) => home.move(owner, `k-${owner.user.login}@example.net`);
    for (const next of [proves, leavesAgain]) {
      const owner = await home.somebody();
      await home.move(owner, `j-${owner.user.login}@example.net`);
      await addPasskey(owner, 'Elsewhere');
      await home.app.users.edit(home.operator, owner.user.id, { change: { email: owner.email } });
      await next(owner);
      await home.later(minute);
      await home.changePassword(owner);
      await takeBack(owner);
      assert.deepEqual(await disownedOf(owner), [true]);
    }
  });

  it('I-16 takes back what was added in the last week while it was elsewhere, however long before it had left', async () => {
    const owner = await home.somebody();
    await home.move(owner, `m-${owner.user.login}@example.net`);
    await addPasskey(owner, 'More than a week ago');
    await home.later(2 * day);
    await addPasskey(owner, 'Less than a week ago');
    await home.move(owner, owner.email);
    await home.later(6 * day);
    await home.changePassword(owner);
    await takeBack(owner);
    assert.deepEqual(await disownedOf(owner), [false, true]);
  });

  it('I-16 is nothing that a mailbox can claim which it was in only until it came back, however that is written', async () => {
    for (const spelt of [(email: string) => email, (email: string) => email.toUpperCase()]) {
      const owner = await home.somebody({ role: 'settings' });
      await home.signInAnew(owner);
      const between = `o-${owner.user.login}@example.net`;
      await home.edit(owner, between);
      await home.signInAnew(owner);
      await home.edit(owner, spelt(owner.email));
      await home.later(hour);
      await home.changePassword(owner);
      await home.later(hour);
      const theirs = await home.tokenFrom(between, 'Rekey alert: sign-in from a new device');
      await refuses(home.app.resets.notMe(stranger, theirs, 'not_me'), 'link_expired');
      assert.equal(await home.emailOf(owner), spelt(owner.email));
    }
  });

  it('I-16 is taken back with the button of an earlier letter though staff wrote its address another way since', async () => {
    const owner = await home.somebody();
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    const token = await home.tokenFrom(owner.email, 'Rekey alert: sign-in from a new device');
    const change = { email: owner.email.toUpperCase() };
    await home.app.users.edit(home.operator, owner.user.id, { change });
    await home.later(minute);
    const { done } = await home.app.resets.notMe(stranger, token, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
    assert.equal(await home.emailOf(owner), change.email);
  });

  it('I-16 gets back its address though staff wrote the one that it was moved to another way since', async () => {
    const owner = await home.somebody();
    const other = `v-${owner.user.login}@example.net`;
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    await home.move(owner, other);
    await home.later(minute);
    await home.app.users.edit(home.operator, owner.user.id, { change: { email: other.toUpperCase() } });
    await home.takesBack(owner, 'Rekey alert: sign-in from a new device');
  });

  it('I-16 gets back the address of staff with the button in the letter that tells of their own edit', async () => {
    const owner = await home.somebody({ role: 'settings' });
    const other = `p-${owner.user.login}@example.net`;
    await home.edit(owner, other);
    const [told] = await home.letters(other);
    assert.equal(told?.subject, 'Your sign-in details were changed');
    assert.doesNotMatch(told?.text ?? '', /not_me\?token=/, 'the new mailbox has nothing to go back to');
    await home.takesBack(owner, 'Your sign-in details were changed');
  });

  it('I-16 is warned of at the address that was taken away, for seven days, and gets it back from there', async () => {
    const owner = await home.somebody({ role: 'settings' });
    await home.edit(owner, '');
    await home.later(minute);
    await home.changePassword(owner);
    const subjects = async () => (await home.letters(owner.email)).map(({ subject }) => subject);
    assert.deepEqual(await subjects(), ['Your password was changed', 'Your sign-in details were changed']);
    await home.later(minute);
    await home.edit(owner, `q-${owner.user.login}@example.net`);
    assert.equal((await subjects()).length, 3);
    await home.takesBack(owner, 'Your password was changed');

    const gone = await home.somebody({ role: 'settings' });
    await home.edit(gone, '');
    await home.later(7 * day + minute);
    await home.changePassword(gone);
    assert.equal((await home.letters(gone.email)).length, 1);
  });

  it('keeps an address that was moved before what the letter tells of, and says nothing of it', async () => {
    const owner = await home.somebody();
    const own = `own-${owner.user.login}@example.net`;
    await home.move(owner, own);
    await home.later(hour);
    await home.signInAnew(owner);
    await home.signInAnew(owner);
    const token = await home.tokenFrom(own, 'Rekey alert: sign-in from a new device');
    const { done } = await home.app.resets.notMe(stranger, token, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
    assert.deepEqual([await home.emailOf(owner), await home.linksMailedTo(own)], [own, 1]);
  });

  it('keeps its address where the change that a letter told of never went through', async () => {
    const owner = await home.somebody();
    await home.app.resets.changeEmail(owner.thief, { email: `h-${owner.user.login}@example.net`, password: old });
    const token = await home.tokenFrom(owner.email, 'Your email address is being changed');
    const { done } = await home.app.resets.notMe(stranger, token, 'not_me');
    assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
    assert.equal(await home.emailOf(owner), owner.email);
  });

  it('I-16 gets back the first address though whoever has the second one pressed a button there before', async () => {
    const owner = await home.somebody();
    const [second = '', third = ''] = ['i', 'j'].map((name) => `${name}-${owner.user.login}@example.net`);
    await home.signInAnew(owner);
    await home.move(owner, second);
    await home.signInAnew(owner);
    await home.move(owner, third);
    const theirs = await home.tokenFrom(second, 'Rekey alert: sign-in from a new device');
    await home.app.resets.notMe(stranger, theirs, 'not_me');
    assert.deepEqual([await home.emailOf(owner), await home.linksMailedTo(second)], [second, 1]);
    await home.redeem(await home.tokenFrom(second, 'Password reset'));
    await home.later(minute);
    await home.takesBack(owner, 'Your email address is being changed');
    await refuses(home.app.resets.show(await home.tokenFrom(second, 'Password reset')), 'link_used');
  });
});
