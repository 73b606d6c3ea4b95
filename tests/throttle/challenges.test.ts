import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { type Caller, hour, minute, Refusal, second } from '../../src/kernel/index.ts';
import type { Challenge, ChallengeAnswer, ChallengedForm } from '../../src/throttle/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { solve } from '../solve.ts';

onEveryEngine('a challenge', (engine) => {
  let home: Installation;
  const signs = [{ rule: { name: 'asks', max: 1, within: minute }, of: 'somebody' }];
  const stranger = (address: string): Caller => ({
    actor: { kind: 'stranger' },
    address,
    agent: undefined,
    requestId: 'r',
  });
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());
  beforeEach(() => home.app.settings.change(home.operator, 'challenge', 'always'));

  const send = (answer?: ChallengeAnswer, form: ChallengedForm = 'ask', caller = stranger('192.0.2.1')) =>
    home.app.challenges.demand(caller, { form, signs, answer }).then(
      () => 'let through',
      (error: unknown) => error as Refusal,
    );
  const drawn = async (form: ChallengedForm = 'ask'): Promise<Challenge> => {
    const challenge = await home.app.challenges.pending(stranger('192.0.2.1'), { form, signs });
    assert.ok(challenge);
    return challenge;
  };
  const asked = (result: Refusal | string): Challenge => {
    assert.ok(result instanceof Refusal && result.is('challenge_needed'), String(result));
    return result.details;
  };

  it('is met by its number, once', async () => {
    const challenge = await drawn();
    const answer = { token: challenge.token, number: solve(challenge) };
    const together = await Promise.all([send(answer), send(answer), send(answer)]);
    assert.equal(together.filter((one) => one === 'let through').length, 1);
    assert.notEqual(asked(await send(answer)).token, challenge.token);
  });

  it('opens no other form, not when it was tampered with, and not after an hour', async () => {
    const challenge = await drawn();
    const number = solve(challenge);
    asked(await send({ token: challenge.token, number }, 'sign_in'));
    asked(await send({ token: challenge.token.replace('ask', 'sign_in'), number }, 'sign_in'));
    asked(await send({ token: `${challenge.token}.x`, number }));
    const [form, drawnAt = '', ...rest] = challenge.token.split('.');
    const earlier = (Number.parseInt(drawnAt, 36) - minute).toString(36);
    const waitedFor = { token: [form, earlier, ...rest].join('.'), number: undefined };
    assert.notEqual(asked(await send(waitedFor)).token, waitedFor.token, 'nobody makes it older than it is');
    asked(await send({ token: 'x', number: 1 }));
    home.clock.advance(hour);
    asked(await send({ token: challenge.token, number }));
  });

  it('is met by waiting for five seconds, once, however often it is sent before', async () => {
    const { token } = await drawn();
    const answer = { token, number: undefined };
    assert.deepEqual([asked(await send(answer)).token, asked(await send(answer)).wait], [token, 5]);
    home.clock.advance(4 * second);
    assert.equal(asked(await send({ token, number: 7 })).wait, 1);
    home.clock.advance(second);
    assert.equal(await send(answer), 'let through');
    asked(await send(answer));
    asked(await send({ token: `${token}.again`, number: undefined }));
  });

  it('is met by waiting so often only from one source, which costs others nothing', async () => {
    const all = await Promise.all(Array.from({ length: 22 }, () => drawn()));
    home.clock.advance(minute);
    const results = [];
    for (const { token } of all.slice(1)) results.push(await send({ token, number: undefined }));
    assert.equal(results.filter((one) => one === 'let through').length, 20);
    assert.ok(results.at(-1) instanceof Refusal && (results.at(-1) as Refusal).is('limited'));
    const elsewhere = { token: all[0]?.token, number: undefined };
    assert.equal(await send(elsewhere, 'ask', stranger('198.51.100.1')), 'let through');
  });

  it('is met by waiting so often only from one network, however many addresses it has', async () => {
    const all = await Promise.all(Array.from({ length: 102 }, () => drawn()));
    home.clock.advance(minute);
    const results = [];
    for (const [index, { token }] of all.slice(1).entries()) {
      results.push(await send({ token, number: undefined }, 'ask', stranger(`2001:db8:7:${index + 1}::1`)));
    }
    assert.equal(results.filter((one) => one === 'let through').length, 100);
    assert.ok(results.at(-1) instanceof Refusal && (results.at(-1) as Refusal).is('limited'));
    const elsewhere = { token: all[0]?.token, number: undefined };
    assert.equal(await send(elsewhere, 'ask', stranger('2001:db8:8:1::1')), 'let through');
  });

  it('is demanded only while unusually much is going on, if it is set so', async () => {
    await home.app.settings.change(home.operator, 'challenge', 'unusual');
    assert.equal(await send(), 'let through');
    await home.app.database.write((tx) => home.app.throttle.take(tx, signs));
    asked(await send());
    home.clock.advance(minute);
    assert.equal(await send(), 'let through');
    await home.app.settings.change(home.operator, 'challenge', 'off');
    await home.app.database.write((tx) => home.app.throttle.take(tx, signs));
    assert.equal(await send(), 'let through');
  });

  it('is demanded of nobody who is at work here, and of no key of theirs that asks for others', async () => {
    const as = (actor: Caller['actor']) => send(undefined, 'ask', { ...stranger('192.0.2.1'), actor });
    const user = { kind: 'user', id: 'u', label: 'u' } as const;
    const key = { id: 'k', name: 'k', scopes: ['resets:ask'], expiresAt: 0 } as const;
    assert.equal(await as({ ...user, role: 'helpdesk' }), 'let through');
    assert.equal(await as({ ...user, role: 'helpdesk', key }), 'let through');
    asked(await as({ ...user, role: 'user' }));
    asked(await as({ ...user, role: 'user', key }));
    asked(await as({ ...user, role: 'settings', key: { ...key, scopes: ['users:read'] } }));
  });
});
