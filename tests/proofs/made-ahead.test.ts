import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, type Refusal, second } from '../../src/kernel/index.ts';
import { isFactorDue, type Sessions } from '../../src/sessions/index.ts';
import type { User } from '../../src/users/index.ts';
import { anybodyWith, operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { password, peopleOn } from '../factors/people.ts';
import { tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';

const stranger = strangerAt('192.0.2.9');
const staff = anybodyWith('helpdesk');
const ahead = 21 * day;
const fresh = 'Velvet-anchor-73';

onEveryEngine('what was made while the clock stood weeks ahead', (engine) => {
  const { home, people } = peopleOn(engine);
  const letterTo = async ({ email = '' }: Pick<User, 'email'>, subject: string): Promise<string> =>
    tokenIn((await home.letters(email)).find((letter) => letter.subject === subject));
  const token = async (opened: ReturnType<Sessions['signIn']>): Promise<string> => openedSession(await opened).token;
  const refusedAs = (opened: Promise<unknown>): Promise<Refusal['code'] | 'open'> =>
    opened.then(
      () => 'open' as const,
      ({ code }: Refusal) => code,
    );

  /** Makes one of each kind; answers how to try them. */
  const makeAll = async () => {
    const { resets, sessions } = home.app;
    const { user } = await people.somebody();
    const session = await token(people.signIn(user));
    const withApp = await people.withApp();
    const step = await people.stepOf(withApp.user);
    const { device = '' } = await people.prove(step, people.codeOf(withApp.secret), true);
    const laterStep = await people.stepOf(withApp.user);
    const link = (await resets.send(operator, user.id, { printLink: true })).link ?? '';
    const { user: moving, caller: mover } = await people.somebody();
    await resets.changeEmail(mover, { email: `new-${moving.login}@example.net`, password });
    const proof = await letterTo({ email: `new-${moving.login}@example.net` }, 'Confirm your email address');
    await resets.sendCode(operator, user.id);
    const [letter] = await home.letters(user.email ?? '');
    const identityCode = /\b(\d{3} \d{3})\b/.exec(letter?.text ?? '')?.[1] ?? '';
    const linkToken = new URL(link).searchParams.get('token') ?? '';
    return {
      link: () => refusedAs(resets.show(linkToken)),
      session: async () => (await sessions.whoIs(session)) !== undefined,
      listed: async () => (await sessions.of(operator, user.id)).length,
      device: async () => !isFactorDue(await people.signIn(withApp.user, { device })),
      step: () => refusedAs(sessions.factorStep(laterStep)),
      proof: () => refusedAs(resets.showEmailProof(proof)),
      waiting: () => resets.waitingEmail(mover),
      code: () => refusedAs(resets.send(staff, user.id, { identityCheck: 'code', identityCode })),
    };
  };

  it('opens nothing once the clock is right: no link, session, device, step, proof or code', async () => {
    const made = await home.whileAhead(ahead, makeAll);
    assert.equal(await made.link(), 'link_expired');
    assert.equal(await made.session(), false);
    assert.equal(await made.listed(), 0);
    assert.equal(await made.device(), false);
    assert.equal(await made.step(), 'not_signed_in');
    assert.equal(await made.proof(), 'link_expired');
    assert.equal(await made.waiting(), undefined);
    assert.equal(await made.code(), 'code_wrong');
  });

  it('opens nothing when its time has come, either', async () => {
    const { sessions, factors, resets } = home.app;
    const made = await home.whileAhead(ahead, makeAll);
    const piecemeal = createPiecemeal(home.app);
    for (const part of [sessions, factors, resets]) await part.sweep(piecemeal);
    await home.later(ahead + 2 * second);
    assert.equal(await made.link(), 'link_expired');
    assert.equal(await made.session(), false);
    assert.equal(await made.device(), false);
    assert.equal(await made.proof(), 'link_expired');
  });

  it('is mailed no more where its letter still waits', async () => {
    const { user } = await people.somebody();
    const { resets } = home.app;
    await home.whileAhead(ahead, () => resets.ask(stranger, { login: user.login }));
    await resets.decide();
    const letters = await home.letters(user.email ?? '');
    assert.deepEqual(letters, []);
  });

  it('goes on working where the clock is put back by some seconds', async () => {
    const made = await home.whileAhead(20 * second, makeAll);
    assert.equal(await made.session(), true);
    assert.equal(await made.device(), true);
    assert.equal(await made.link(), 'open');
    assert.equal(await made.proof(), 'open');
    assert.equal(await made.code(), 'open');
  });

  it('still lets the owner of a mailbox say that it was not them', async () => {
    const { user } = await people.somebody();
    await home.whileAhead(ahead, async () => {
      const { sessions } = home.app;
      const changed = { oldPassword: password, newPassword: fresh, confirmPassword: fresh };
      await sessions.changePassword(signedIn(user), changed);
      await home.letters(user.email ?? '');
    });
    const button = await letterTo(user, 'Your password was changed');
    await home.app.resets.notMe(stranger, button, 'not_me');
    await refuses(people.signIn(user, { password: fresh }), 'wrong_credentials');
  });
});
