import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { day, minute } from '../../src/kernel/index.ts';
import type { Challenge } from '../../src/throttle/index.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { solve } from '../solve.ts';
import { type Contract, code, openContract, password } from './contract.ts';

onEveryEngine('a client made from the document', (engine) => {
  let api: Contract;
  before(async () => {
    api = await openContract(engine, 'resets');
  });
  after(() => api.close());

  it('tells a stranger what to work out first, where that is set, and a key that asks for others nothing', async () => {
    const asker = await api.staff('helpdesk', ['resets:ask']);
    await api.app.settings.change(api.operator, 'challenge', 'always');
    const told = new Set<string>();
    for (const login of [asker.user.login, 'nobody-at-all']) {
      const answer = await api.call('askForReset', { body: { login } });
      const { challenge, ...problem } = answer.body as { challenge: Challenge };
      assert.deepEqual([answer.status, code(answer)], [422, 'challenge_needed']);
      told.add(JSON.stringify({ ...problem, request_id: '' }));
      const body = { login, challenge: challenge.token, solution: solve(challenge) };
      assert.equal((await api.call('askForReset', { body })).status, 202);
      assert.equal((await api.call('askForReset', { body })).status, 422);
    }
    assert.equal(told.size, 1);
    assert.equal((await api.call('askForReset', { key: asker.key, body: { login: 'nobody' } })).status, 202);
    await api.app.settings.change(api.operator, 'challenge', 'off');
  });

  it('I-28 asks, alike for everybody, and finds the reset afterwards', async () => {
    const user = await api.somebody();
    const known = await api.call('askForReset', { body: { login: user.login } });
    const unknown = await api.call('askForReset', { body: { login: 'nobody-at-all' } });
    assert.deepEqual([known.status, known.text], [202, '{"accepted":true}']);
    assert.deepEqual([unknown.status, unknown.text], [known.status, known.text]);
    await api.app.resets.decide();
    assert.ok(await api.letterOf(user));
    const { items } = await api.get<{ items: { id: string; state: string }[] }>('listResets', {
      query: { user_id: user.id },
    });
    assert.equal(items.length, 1);
    const reset = await api.get<{ timeline: { event: string }[] }>('getReset', { path: { id: items[0]?.id ?? '' } });
    assert.ok(reset.timeline.some(({ event }) => event === 'attempt'));
  });

  it('finds resets by whom they are for, by what became of them and by when', async () => {
    const user = await api.somebody();
    await api.get('sendReset', { path: { id: user.id } });
    await api.call('askForReset', { body: { login: 'nobody-of-that-name' } });
    await api.app.resets.decide();
    type Resets = { items: { user_id: string | null; source: string; decision: { reason: string } | null }[] };
    const found = async (query: Record<string, string>) => (await api.get<Resets>('listResets', { query })).items;
    for (const search of [user.login, user.email ?? '']) {
      assert.deepEqual(
        (await found({ search })).map(({ user_id }) => user_id),
        [user.id],
      );
    }
    assert.deepEqual(await found({ search: user.login, source: 'self' }), []);
    const unknown = await found({ reason: 'unknown' });
    assert.ok(unknown.length > 0 && unknown.every(({ decision }) => decision?.reason === 'unknown'));
    assert.deepEqual(await found({ search: user.login, purpose: 'invitation' }), []);
    assert.deepEqual(await found({ search: user.login, state: 'completed' }), []);
    assert.deepEqual(await found({ from: new Date(api.clock.now() + day).toISOString() }), []);
  });

  it('tells from where somebody asks, if its key may', async () => {
    const body = { login: 'whoever', client_address: '198.51.100.77' };
    const asker = await api.staff('helpdesk', ['resets:ask']);
    assert.equal((await api.call('askForReset', { key: asker.key, body })).status, 202);
    assert.equal(
      code(await api.call('askForReset', { key: (await api.staff('helpdesk', ['users:read'])).key, body })),
      'scope_missing',
    );
    // Whoever may say where others ask from goes round the limits, and can use up those of anybody.
    const anybody = await api.staff('user', ['resets:ask']);
    assert.equal(code(await api.call('askForReset', { key: anybody.key, body })), 'forbidden');
    assert.equal(code(await api.call('askForReset', { body })), 'key_missing');
    const wrong = { ...body, client_address: 'somewhere' };
    assert.equal(code(await api.call('askForReset', { key: asker.key, body: wrong })), 'malformed');
    const { items } = await api.app.audit.list(api.operator, { event: 'reset.asked', limit: 1 });
    assert.equal(items[0]?.address, '198.51.100.77');
  });

  it('takes of where somebody asks from the address alone, so that no key writes words of its own into letters', async () => {
    const { key } = await api.staff('helpdesk', ['resets:ask']);
    const told = async (client_address: string): Promise<string | undefined> => {
      const answer = await api.call('askForReset', { key, body: { login: 'nobody', client_address } });
      if (answer.status !== 202) return code(answer);
      const { items } = await api.app.audit.list(api.operator, { event: 'reset.asked', limit: 1 });
      api.clock.advance(minute);
      return items[0]?.address ?? undefined;
    };
    assert.equal(await told('FE80::1%.Your.account.is.locked'), 'fe80::1');
    assert.equal(await told('::ffff:198.51.100.78%x'), '198.51.100.78');
    assert.equal(await told(`fe80::1%${'x'.repeat(45)}`), 'malformed');
    const { user } = await api.staff('helpdesk');
    const actor = { kind: 'user', id: user.id, label: user.login, role: user.role } as const;
    const clientAddress = `fe80::2%${'x'.repeat(60_000)}`;
    await api.app.resets.ask({ ...api.operator, actor }, { login: 'nobody', clientAddress });
    const { items } = await api.app.audit.list(api.operator, { event: 'reset.asked', limit: 1 });
    assert.equal(items[0]?.address, 'fe80::2', 'at every door');
  });

  it('sends a reset, redeems its link without being signed in, and is told what ended', async () => {
    const user = await api.somebody();
    await api.keyOf(user);
    const body = { identity_check: 'called_back', note: 'knew the room number' };
    const sent = await api.asAdmin('sendReset', { path: { id: user.id }, body });
    assert.equal(sent.status, 201);
    const token = tokenIn(await api.letterOf(user));
    const weak = await api.call('redeemLink', { body: { token, password: 'short' } });
    assert.equal(weak.status, 422);
    assert.ok((weak.body as { violations: unknown[] }).violations.length > 1);
    const redeemed = await api.call('redeemLink', { body: { token, password } });
    assert.deepEqual(redeemed.body, {
      user_id: user.id,
      ended: { sessions: 0, api_keys: 2, remembered_devices: 0, links: 0 },
    });
    assert.deepEqual(redeemed.headers.getSetCookie(), []);
    assert.equal((await api.app.database.read.selectFrom('sessions').select('id').execute()).length, 0);
    await api.app.sessions.signIn(strangerAt('192.0.2.1'), { login: user.login, password, knownBrowser: undefined });
    const again = await api.call('redeemLink', { body: { token, password } });
    assert.deepEqual([again.status, code(again)], [410, 'link_used']);
  });

  it('sends once more, and cancels', async () => {
    const user = await api.somebody();
    const { id } = await api.get<{ id: string }>('sendReset', { path: { id: user.id } });
    assert.equal((await api.get<{ id: string }>('resendReset', { path: { id } })).id, id);
    assert.equal((await api.get<{ state: string }>('cancelReset', { path: { id } })).state, 'cancelled');
    assert.equal(code(await api.asAdmin('cancelReset', { path: { id } })), 'reset_ended');
    await api.get('sendReset', { path: { id: user.id } });
    await api.letterOf(user);
    assert.deepEqual(await api.get('cancelLinks', { path: { id: user.id } }), { links: 1 });
  });

  it('sees who is held back and from where it was asked, and lets them go on', async () => {
    const user = await api.somebody();
    const address = '203.0.113.77';
    for (let times = 0; times < 2; times += 1) {
      const headers = { 'x-forwarded-for': address };
      await api.call('askForReset', { body: { login: user.login }, headers });
      await api.app.resets.decide();
    }
    type Standing = { limit: string; count: number; until: string | null };
    type OfUser = { user: { id: string }; limits: Standing[]; held_back: boolean };
    type Limits = { installation: Standing[]; users: OfUser[]; source: Standing[] | null };
    const path = { id: user.id };
    const theirs = () => api.get<OfUser>('getUserLimits', { path });
    const held = async () => (await api.get<Limits>('getLimits')).users.find((one) => one.user.id === user.id);
    assert.deepEqual(await held(), await theirs());
    assert.equal((await held())?.limits.find(({ limit }) => limit === 'letters_per_minute')?.count, 2);
    const { source, installation } = await api.get<Limits>('getLimits', { query: { address } });
    assert.deepEqual(
      source?.map(({ limit, count }) => `${limit} ${count}`),
      [
        'asks_per_source_and_minute 2',
        'asks_per_source_and_hour 2',
        'asks_per_network 2',
        'sign_in_per_source 0',
        'sign_in_per_network 0',
      ],
    );
    assert.equal(installation[0]?.limit, 'asks');
    assert.equal(code(await api.asAdmin('getLimits', { query: { address: 'nowhere' } })), 'malformed');
    await api.get('liftLimits', { path });
    assert.equal(await held(), undefined);
    assert.equal((await theirs()).held_back, false);
  });

  it('mails a code for a caller to read back, and invites again', async () => {
    const user = await api.somebody();
    await api.get('mailIdentityCode', { path: { id: user.id } });
    const letter = await api.letterOf(user);
    const body = { identity_check: 'code', identity_code: /\b\d{3} ?\d{3}\b/.exec(letter?.text ?? '')?.[0] ?? '' };
    const wrong = await api.asAdmin('sendReset', {
      path: { id: user.id },
      body: { ...body, identity_code: 'no' },
    });
    assert.deepEqual([wrong.status, code(wrong)], [422, 'code_wrong']);
    await api.get('sendReset', { path: { id: user.id }, body });
    const newcomer = await api.adopted({ login: 'newcomer', email: 'newcomer@example.com', state: 'invited' });
    const { purpose } = await api.get<{ purpose: string }>('inviteAgain', { path: { id: newcomer.id } });
    assert.equal(purpose, 'invitation');
  });

  it('is told why no mail came, and to whom else an address is near', async () => {
    const user = await api.somebody();
    const address = user.email ?? '';
    await api.call('askForReset', { body: { login: address } });
    await api.call('askForReset', { body: { login: `x${address}` } });
    await api.app.resets.decide();
    type Told = {
      asks: { reason: string; message: { state: string } | null }[];
      people: { login: string; resets: unknown[] }[];
      near: { login: string }[];
    };
    assert.ok(await api.letterOf(user));
    const known = await api.get<Told>('explainAddress', { query: { address } });
    assert.deepEqual([known.asks[0]?.reason, known.asks[0]?.message?.state], ['send', 'sent']);
    assert.deepEqual([known.people[0]?.login, known.people[0]?.resets.length], [user.login, 1]);
    const mistyped = await api.get<Told>('explainAddress', { query: { address: `x${address}` } });
    assert.deepEqual([mistyped.asks[0]?.reason, mistyped.people], ['unknown', []]);
    assert.ok(mistyped.near.some(({ login }) => login === user.login));
  });

  it('is told the rules, and judges a password by them', async () => {
    const policy = await api.get<{ rules: unknown[] }>('getPasswordPolicy', { key: undefined });
    assert.ok(policy.rules.length > 5);
    assert.deepEqual(await api.get('checkPassword', { body: { password } }), { accepted: true, violations: [] });
    const personal = { password: 'Violet-Lovelace-harbour-9', name: 'Ada Lovelace' };
    const judged = await api.get<{ violations: { rule: string }[] }>('checkPassword', { body: personal });
    assert.deepEqual(
      judged.violations.map(({ rule }) => rule),
      ['personal'],
    );
    const longest = { name: 254, login: 254, email: 254, company: 120 };
    for (const [field, length] of Object.entries(longest)) {
      const judge = (text: string) => api.asAdmin('checkPassword', { body: { password, [field]: text } });
      assert.equal((await judge('\u0301'.repeat(length))).status, 200);
      assert.equal((await judge('\u0301'.repeat(length + 1))).status, 400, field);
    }
  });

  it('has done everything that the document tells of', () => assert.deepEqual(api.undone(), []));

  it('leaves no secret in the database', () => api.keepsSecrets());
});
