import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { TOTP } from 'otpauth';
import type { Proof } from '../../src/factors/index.ts';
import { type Caller, minute } from '../../src/kernel/index.ts';
import { isFactorDue, signInsFrom } from '../../src/sessions/index.ts';
import { anybodyWith, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

onEveryEngine('refusals that somebody can cause without end', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  /** What an act adds to the record, and what the next housekeeping tells of it. */
  const left = async (act: () => Promise<unknown>) => {
    const { audit, database } = home.app;
    const newest = async () => (await audit.list(home.operator, { limit: 1_000 })).items;
    home.clock.advance(minute);
    await database.write((tx) => audit.sweep(tx));
    const known = new Set((await newest()).map(({ id }) => id));
    await act();
    await database.write((tx) => audit.sweep(tx));
    const events = (await newest()).filter(({ id }) => !known.has(id)).reverse();
    return events.map(({ event, outcome, details }) => `${event} ${outcome} ${details.times ?? ''}`.trimEnd());
  };
  const fill = (address: string) => {
    const [source] = signInsFrom(address);
    return home.app.database.write((tx) => home.app.throttle.takeEach(tx, Array(source.rule.max).fill([source])));
  };
  const signIn = (address: string) =>
    refuses(
      home.app.sessions.signIn(strangerAt(address), { login: 'nobody', password: 'x', knownBrowser: undefined }),
      'limited',
    );
  const times = async (count: number, act: (index: number) => Promise<unknown>): Promise<void> => {
    for (let index = 0; index < count; index++) await act(index);
  };

  it('are one event and a number where a source signs in without a pause', async () => {
    const events = await left(async () => {
      await fill('192.0.2.7');
      await times(30, () => signIn('192.0.2.7'));
    });
    assert.deepEqual(events, ['session.opened limited', 'sign_in.tries_limited limited 29']);
  });

  it('are one event and a number where passkeys are tried without a pause', async () => {
    const passkey = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response: {} } as never;
    const tryOne = () => home.app.sessions.signInWithPasskey(strangerAt('192.0.2.8'), { passkey, challenge: 'none' });
    const events = await left(async () => {
      await fill('192.0.2.8');
      await times(30, () => refuses(tryOne(), 'limited'));
    });
    assert.deepEqual(events, ['session.opened limited', 'sign_in.tries_limited limited 29']);
  });

  it('are a few events and a number where whoever tries has a whole network', async () => {
    const addresses = Array.from({ length: 30 }, (_, index) => `2001:db8:9:${index + 1}::1`);
    const events = await left(async () => {
      for (const address of addresses) await fill(address);
      await times(60, (index) => signIn(addresses[index % 30] ?? ''));
    });
    assert.deepEqual(events.slice(0, 20), Array(20).fill('session.opened limited'));
    assert.deepEqual(events.slice(20), ['sign_in.tries_limited limited 40']);
  });

  it('are twenty events and a number where passwords are guessed without a pause, whoever is named', async () => {
    await home.confirmed({ login: 'mara', password: 'Harbour-violet-29' });
    for (const [login, address] of [
      ['mara', '2001:db8:1'],
      ['nobody', '2001:db8:2'],
    ]) {
      const guess = (index: number) =>
        refuses(
          home.app.sessions.signIn(strangerAt(`${address}:${index}::1`), {
            login: login ?? '',
            password: 'x',
            knownBrowser: undefined,
          }),
          'wrong_credentials',
        );
      const events = await left(() => times(30, guess));
      const single = Array(20).fill('session.opened wrong_credentials');
      assert.deepEqual(events, [...single, 'sign_in.tries_failed wrong_credentials 10'], login);
    }
  });

  it('are twenty events and a number where passkeys are made up without a pause', async () => {
    const passkey = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response: {} } as never;
    const tryOne = () => home.app.sessions.signInWithPasskey(strangerAt('192.0.2.60'), { passkey, challenge: 'none' });
    const events = await left(() => times(30, () => refuses(tryOne(), 'passkey_refused')));
    const single = Array(20).fill('session.opened passkey_refused');
    assert.deepEqual(events, [...single, 'sign_in.tries_failed wrong_credentials 10']);
  });

  it('are twenty events and a number where second factors are made up without a pause, and sixty of a minute are looked at', async () => {
    const user = await home.confirmed({ login: 'factored', password: 'Harbour-violet-29' });
    const caller = signedIn(user);
    const { secret } = await home.app.factors.offerTotp(caller);
    await home.app.factors.confirmTotp(caller, new TOTP({ secret }).generate({ timestamp: home.clock.now() }));
    const credentials = { login: 'factored', password: 'Harbour-violet-29', knownBrowser: undefined };
    const due = await home.app.sessions.signIn(strangerAt('192.0.2.61'), credentials);
    assert.ok(isFactorDue(due));
    const prove = (proof: Proof) => () =>
      home.app.sessions.proveFactor(strangerAt('192.0.2.61'), due.factorDue, { proof, remember: false });
    const passkey = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response: {} } as never;
    const madeUp = prove({ passkey, challenge: 'none' });
    const single = (code: string) => Array(20).fill(`factors.proved ${code}`);
    assert.deepEqual(await left(() => times(60, () => refuses(madeUp(), 'passkey_refused'))), [
      ...single('passkey_refused'),
      'sign_in.tries_failed wrong_credentials 40',
    ]);
    const beyond = await left(async () => {
      await times(60, () => refuses(madeUp(), 'passkey_refused'));
      await times(30, () => refuses(madeUp(), 'limited'));
    });
    assert.deepEqual(beyond.slice(20), [
      'sign_in.tries_limited limited 30',
      'sign_in.tries_failed wrong_credentials 40',
    ]);
    const codes = await left(() => times(30, () => prove({ code: '000000' })().catch(() => undefined)));
    assert.deepEqual(codes, [
      ...Array(5).fill('factors.proved wrong_code'),
      'factors.proved limited',
      'sign_in.tries_limited limited 24',
    ]);
  });

  it('are one event and a number where a stranger says for whom to ask', async () => {
    const ask = () => home.app.resets.ask(strangerAt('192.0.2.9'), { login: 'nobody', clientAddress: '9.9.9.9' });
    const events = await left(() => times(30, () => refuses(ask(), 'not_signed_in')));
    assert.deepEqual(events, ['access.refused not_signed_in', 'access.refusals_repeated forbidden 29']);
  });

  it('are one event and a number where a person opens again and again what is not for them', async () => {
    const enter = () => home.app.audit.admit(anybodyWith('user'), 'console.enter');
    const again = async () => left(() => times(30, () => refuses(enter(), 'forbidden')));
    const events = ['access.refused forbidden', 'access.refusals_repeated forbidden 29'];
    assert.deepEqual([await again(), await again()], [events, events], 'in every minute');
  });

  it('are each an event where they are about different people, up to twenty a minute by one person', async () => {
    const clerk = await home.confirmed({ login: 'clerk', password: 'Old-Meadow-71', role: 'helpdesk' });
    const send = (caller: Caller, index: number) =>
      home.app.audit.admit(caller, 'resets.send', { id: `somebody ${index}`, role: 'settings' });
    const events = await left(() => times(30, (index) => refuses(send(signedIn(clerk), index), 'forbidden')));
    assert.deepEqual(events.slice(0, 20), Array(20).fill('access.refused forbidden'));
    assert.deepEqual(events.slice(20), ['access.refusals_repeated forbidden 10']);
  });

  it('leave nothing out when they come at once', async () => {
    const enter = () => home.app.audit.admit(anybodyWith('helpdesk'), 'settings.change');
    const events = await left(() => Promise.all(Array.from({ length: 30 }, () => refuses(enter(), 'forbidden'))));
    assert.deepEqual(events, ['access.refused forbidden', 'access.refusals_repeated forbidden 29']);
  });
});
