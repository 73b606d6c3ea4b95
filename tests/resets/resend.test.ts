import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { day, hour, minute, newId, second, systemRandom } from '../../src/kernel/index.ts';
import type { ResetRecord } from '../../src/resets/index.ts';
import type { User } from '../../src/users/index.ts';
import { anybodyWith, operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';

const fresh = 'Stapled+Violet3meadow';

onEveryEngine('a letter sent once more', (engine) => {
  let home: Installation;
  let names = 0;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const somebody = (user: Partial<User> = {}) => {
    const login = `user-${++names}`;
    return home.adopted({ login, email: `${login}@example.com`, ...user });
  };
  const send = async (user: User, how = {}) => (await home.app.resets.send(operator, user.id, how)).reset;
  const tokens = async (user: User) => (await home.letters(user.email ?? '')).map(tokenIn);
  const events = ({ timeline }: ResetRecord) => timeline.map(({ event }) => event);

  it('carries a fresh link of the same reset while that lives, and both links work', async () => {
    const user = await somebody();
    const first = await send(user);
    await home.later(20 * minute);
    const again = await home.app.resets.resend(operator, first.id, {});
    assert.deepEqual([again.id, again.expires_at], [first.id, first.expires_at]);
    const [newer, older] = await tokens(user);
    assert.notEqual(newer, older);
    for (const token of [newer, older]) {
      assert.equal((await home.app.resets.show(token ?? '')).expiresAt, Date.parse(first.expires_at));
    }
    const told = await home.app.resets.describe(operator, first.id);
    assert.equal(told && events(told).filter((event) => event === 'resent' || event === 'queued').length, 3);
  });

  it('makes a letter of a link that was printed', async () => {
    const user = await somebody();
    const printed = await send(user, { printLink: true });
    assert.equal((await home.app.resets.resend(operator, printed.id, {})).decision?.outcome, 'send');
    assert.equal((await tokens(user)).length, 1);
  });

  it('becomes a new reset when nothing of the old one is left, and both timelines say so', async () => {
    const user = await somebody();
    const first = await send(user);
    await home.later(day);
    const next = await home.app.resets.resend(operator, first.id, {});
    assert.notEqual(next.id, first.id);
    assert.ok(next.expires_at > first.expires_at);
    assert.ok(next.timeline.some((one) => one.event === 'asked' && one['instead_of'] === first.id));
    const old = await home.app.resets.describe(operator, first.id);
    assert.ok(old?.timeline.some((one) => one.event === 'resent' && one['as'] === next.id));
    assert.ok(await home.app.resets.show((await tokens(user))[0] ?? ''));
  });

  it('invites once more whom an invitation ran out for after seven days, and nobody who has a password', async () => {
    const newUser = { login: 'newcomer', name: 'Newcomer', email: 'newcomer@example.com' };
    const { user, reset } = await home.app.resets.invite(operator, newUser, {});
    const [first = ''] = await tokens(user);
    await home.later(7 * day);
    await refuses(home.app.resets.show(first), 'link_expired');
    assert.equal((await home.app.resets.resend(operator, reset.id, {})).purpose, 'invitation');
    const [token = ''] = await tokens(user);
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'b', password: fresh, confirmPassword: fresh };
    await home.app.resets.complete(strangerAt('192.0.2.7'), input);
    assert.equal((await home.app.resets.resend(operator, reset.id, {})).purpose, 'reset');
  });

  it('invites nobody who has a password, asked again with an old invitation', async () => {
    const newUser = { login: 'invited-twice', name: 'Invited', email: 'invited-twice@example.com' };
    const { user } = await home.app.resets.invite(operator, newUser, {});
    const [first = ''] = await tokens(user);
    await home.app.resets.askAgain(strangerAt('192.0.2.9'), first);
    const [token = ''] = await tokens(user);
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'b', password: fresh, confirmPassword: fresh };
    await home.app.resets.complete(strangerAt('192.0.2.7'), input);
    await home.later(20 * day);
    await home.app.resets.askAgain(strangerAt('192.0.2.9'), first);
    const [letter] = await home.letters(newUser.email);
    assert.match(letter?.text ?? '', /\/web\/not_me\?token=/);
    const [again = ''] = await tokens(user);
    await home.later(day);
    await refuses(home.app.resets.show(again), 'link_expired');
  });

  it('is refused where no letter can go, and to whoever may not send one', async () => {
    const [archived, moved, chief] = [await somebody(), await somebody(), await somebody({ role: 'settings' })];
    const resets = [await send(archived), await send(moved, { printLink: true }), await send(chief)];
    await home.letters(chief.email ?? '');
    await home.app.users.archive(operator, archived.id);
    await home.app.database.write((tx) =>
      tx.updateTable('users').set({ email: null }).where('id', '=', moved.id).execute(),
    );
    const [one, two, three] = resets.map(({ id }) => id);
    await refuses(home.app.resets.resend(operator, one ?? '', {}), 'archived');
    await refuses(home.app.resets.resend(operator, two ?? '', {}), 'no_address');
    await refuses(home.app.resets.resend(anybodyWith('helpdesk'), three ?? '', {}), 'forbidden');
    await refuses(home.app.resets.resend(operator, 'nothing', {}), 'not_found');
    await home.app.resets.ask(strangerAt('192.0.2.8'), { login: 'nobody' });
    await home.app.resets.decide();
    const [unknown] = await home.app.resets.latest(operator, 1);
    await refuses(home.app.resets.resend(operator, unknown?.id ?? '', {}), 'not_found');
  });

  it('asks how whoever wants it was checked, as the first did, whether the reset lives, has ended, or invites', async () => {
    const desk = signedIn(await somebody({ role: 'helpdesk' }));
    await home.app.settings.change(operator, 'identity_check_user', true);
    const [user, newcomer] = [await somebody(), await somebody({ state: 'invited' })];
    const first = await send(user, { note: 'Rang at nine.' });
    await refuses(home.app.resets.resend(desk, first.id, {}), 'identity_check_missing');
    await refuses(home.app.resets.resend(desk, first.id, { identityCheck: 'code', identityCode: '1' }), 'code_wrong');
    await refuses(home.app.resets.inviteAgain(desk, newcomer.id, {}), 'identity_check_missing');
    const again = await home.app.resets.resend(desk, first.id, { identityCheck: 'ticket', note: '4711' });
    assert.deepEqual([again.id, again.identity_check, again.note], [first.id, 'ticket', 'Rang at nine.\n4711']);
    assert.ok(again.timeline.some((one) => one.event === 'resent' && one['identity_check'] === 'ticket'));
    await home.app.resets.cancel(operator, first.id);
    await refuses(home.app.resets.resend(desk, first.id, {}), 'identity_check_missing');
    const anew = await home.app.resets.resend(desk, first.id, { identityCheck: 'known' });
    assert.deepEqual([anew.id !== first.id, anew.identity_check], [true, 'known']);
    const invited = await home.app.resets.inviteAgain(desk, newcomer.id, { identityCheck: 'known' });
    assert.deepEqual([invited.purpose, invited.identity_check], ['invitation', 'known']);
    await home.app.settings.revert(operator, 'identity_check_user');
  });

  it('F-44 goes out once for one form, however often that is sent, whether the reset lives, has ended, or invites', async () => {
    const { resets } = home.app;
    const [user, ended, newcomer] = [await somebody(), await somebody(), await somebody({ state: 'invited' })];
    const [first, over] = [await send(user), await send(ended)];
    for (const { email } of [user, ended]) assert.equal((await home.letters(email ?? '')).length, 1);
    await resets.cancel(operator, over.id);
    const form = () => ({ resetId: newId(home.clock, systemRandom) });
    const [live, dead, invitation] = [form(), form(), form()];
    const thrice = <T>(act: () => Promise<T>) => Promise.all([act(), act(), act()]);
    await thrice(() => resets.resend(operator, first.id, live));
    const anew = await thrice(() => resets.resend(operator, over.id, dead));
    const invited = await thrice(() => resets.inviteAgain(operator, newcomer.id, invitation));
    assert.deepEqual(
      [new Set(anew.map(({ id }) => id)).size, new Set(invited.map(({ id }) => id)).size, anew[0]?.id],
      [1, 1, dead.resetId],
    );
    assert.equal((await tokens(user)).length, 2);
    assert.equal((await tokens(ended)).length, 2);
    assert.equal((await tokens(newcomer)).length, 1);
    const told = await resets.resend(operator, first.id, live);
    assert.equal(events(told).filter((event) => event === 'resent').length, 1);
    await resets.resend(operator, first.id, form());
    assert.equal((await tokens(user)).length, 3, 'another form sends another letter');
  });

  it('keeps no more said about it than one note may be long', async () => {
    const first = await send(await somebody(), { note: 'x'.repeat(1_500) });
    await home.app.resets.resend(operator, first.id, { note: 'y'.repeat(400) });
    const { details } = await refuses(
      home.app.resets.resend(operator, first.id, { note: 'z'.repeat(400) }),
      'malformed',
    );
    assert.equal(details.field, 'note');
    assert.equal((await home.app.resets.describe(operator, first.id))?.note?.length, 1_901);
  });

  it('waits for a second administrator where the first would, and is then sent once more', async () => {
    const [asker, other] = [await somebody({ role: 'settings' }), await somebody({ role: 'settings' })];
    const [chief, newcomer] = [
      await somebody({ role: 'access' }),
      await somebody({ role: 'access', state: 'invited' }),
    ];
    const first = await send(chief);
    await home.letters(chief.email ?? '');
    await home.app.settings.change(operator, 'approve_administrator_resets', true);
    await refuses(home.app.resets.resend(signedIn(asker), first.id, {}), 'approval_needed');
    await refuses(home.app.resets.inviteAgain(signedIn(asker), newcomer.id, {}), 'approval_needed');
    assert.equal((await tokens(chief)).length, 1);
    for (const { id } of await home.app.approvals.list(operator)) await home.app.approvals.approve(signedIn(other), id);
    assert.equal((await tokens(chief)).length, 2);
    const told = await home.app.resets.describe(operator, first.id);
    assert.equal(told && events(told).filter((event) => event === 'resent').length, 1);
    assert.equal((await home.app.resets.latest(operator, 1, newcomer.id))[0]?.purpose, 'invitation');
    await home.app.settings.revert(operator, 'approve_administrator_resets');
  });

  it('is cancelled with its links, and that cannot be done twice', async () => {
    const user = await somebody();
    const first = await send(user);
    await home.letters(user.email ?? '');
    const other = await send(user);
    const [newer, older] = await tokens(user);
    const cancelled = await home.app.resets.cancel(signedIn({ ...user, id: 'staff', role: 'helpdesk' }), first.id);
    assert.equal(cancelled.state, 'cancelled');
    await refuses(home.app.resets.cancel(operator, first.id), 'reset_ended');
    assert.deepEqual([await works(newer ?? ''), await works(older ?? '')], [true, false]);
    assert.equal((await home.app.resets.describe(operator, other.id))?.state, 'sent');
  });

  it('ends with every other link of the user when all are cancelled', async () => {
    const user = await somebody();
    for (const _ of [1, 2]) {
      await send(user);
      await home.letters(user.email ?? '');
    }
    await refuses(home.app.resets.cancelAll(signedIn({ ...user, role: 'user' }), user.id), 'forbidden');
    assert.equal(await home.app.resets.cancelAll(operator, user.id), 2);
    for (const token of await tokens(user)) assert.equal(await works(token), false);
    assert.equal(await home.app.resets.cancelAll(operator, user.id), 0);
    await refuses(home.app.resets.cancelAll(operator, 'nobody'), 'not_found');
  });

  it('leaves no endless trail: so often an hour one person of the staff cancels all links of somebody', async () => {
    const [user, helper] = [await somebody(), await somebody()];
    const staff = signedIn({ ...helper, role: 'helpdesk' });
    const { database, throttle, resets, audit } = home.app;
    const rule = { name: 'links cancelled', max: 300, within: hour };
    const earlier = Array(rule.max - 1).fill([{ rule, of: helper.id }]);
    await database.write((tx) => throttle.takeEach(tx, earlier));
    assert.equal(await resets.cancelAll(staff, user.id), 0);
    const refusal = await refuses(resets.cancelAll(staff, user.id), 'limited');
    assert.ok((refusal.details.retryAfter ?? 0) <= hour / second);
    const { items } = await audit.list(operator, { subjectId: user.id, event: 'links.cancelled' });
    assert.equal(items.length, 1);
    assert.equal(await resets.cancelAll(operator, user.id), 0, 'whoever runs the command line is not held back');
    await home.later(hour);
    assert.equal(await resets.cancelAll(staff, user.id), 0);
  });

  const works = (token: string) =>
    home.app.resets.show(token).then(
      () => true,
      () => false,
    );
});
