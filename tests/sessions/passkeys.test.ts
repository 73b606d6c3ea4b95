import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { passkeyAnswers } from '../../src/factors/index.ts';
import { minute } from '../../src/kernel/index.ts';
import { isFactorDue, signInsFrom } from '../../src/sessions/index.ts';
import type { Take } from '../../src/throttle/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { type SoftwarePasskey, softwarePasskey } from '../software-passkey.ts';

const password = 'Lantern-harbour-58';
const desk = '198.51.100.7';
let people = 0;

onEveryEngine('whoever has a passkey', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const somebody = async (): Promise<{ user: User; passkey: SoftwarePasskey }> => {
    const user = await home.confirmed({ login: `keyed-${engine.name}-${++people}`.toLowerCase(), password });
    const { challenge } = await home.app.factors.offerPasskey(signedIn(user));
    const passkey = softwarePasskey();
    const response = passkey.register(challenge);
    await home.app.factors.addPasskey(signedIn(user), { response, challenge, name: 'Phone' });
    home.clock.advance(minute);
    return { user, passkey };
  };
  const signIn = async (passkey: SoftwarePasskey, at: string, knownBrowser?: string) => {
    const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
    const answer = { passkey: passkey.answer(challenge), challenge, knownBrowser };
    return home.app.sessions.signInWithPasskey(strangerAt(at), answer);
  };
  /** An answer that names the passkey and is not its own. */
  const forge = (passkey: SoftwarePasskey, at: string, knownBrowser?: string) =>
    home.app.sessions.signInWithPasskey(strangerAt(at), {
      passkey: passkey.answer('another'),
      challenge: 'this',
      knownBrowser,
    });
  const count = (takes: Take[], times: number) =>
    home.app.database.write((tx) => home.app.throttle.takeEach(tx, Array(times).fill(takes)));

  it('waits for no neighbour who guesses passwords or makes passkeys up', async () => {
    const { passkey } = await somebody();
    const [source, network] = signInsFrom(desk);
    await count([source], source.rule.max);
    await count([network], network.rule.max);
    await refuses(signIn(softwarePasskey(), desk), 'limited');
    await signIn(passkey, desk);
  });

  it('is counted only where what answers is not the passkey, and then waits in no browser that they have signed in with', async () => {
    const { user, passkey } = await somebody();
    const counts = (at: string) =>
      home.app.throttle.look(home.app.database.read, passkeyAnswers(user.id, undefined, at));
    const { knownBrowser } = await signIn(passkey, desk);
    assert.deepEqual(
      (await counts(desk)).map((one) => one.count),
      [0, 0],
    );
    const [source] = passkeyAnswers(user.id, undefined, desk);
    assert.ok(source);
    for (let tries = 0; tries < source.rule.max; tries++) await refuses(forge(passkey, desk), 'passkey_refused');
    await refuses(forge(passkey, desk), 'limited');
    await refuses(signIn(passkey, desk), 'limited');
    await signIn(passkey, desk, knownBrowser);
    await signIn(passkey, '203.0.113.7');
    for (let tries = 0; tries < 60; tries++) await refuses(forge(passkey, desk, knownBrowser), 'passkey_refused');
    await refuses(forge(passkey, desk, knownBrowser), 'limited');
    home.clock.advance(minute);
    await signIn(passkey, desk);
  });

  it('proves it after the password, in a browser that they know, whatever was made up elsewhere', async () => {
    const { user, passkey } = await somebody();
    const { knownBrowser } = await signIn(passkey, desk);
    const due = await home.app.sessions.signIn(strangerAt(desk), { login: user.login, password, knownBrowser });
    assert.ok(isFactorDue(due));
    await count(passkeyAnswers(user.id, undefined, desk), 400);
    const { challenge } = await home.app.factors.offerPasskeySignIn(user);
    const proof = { passkey: passkey.answer(challenge), challenge };
    const prove = (mark?: string) =>
      home.app.sessions.proveFactor(strangerAt(desk), due.factorDue, { proof, remember: false, knownBrowser: mark });
    await refuses(prove(), 'limited');
    assert.ok((await prove(knownBrowser)).session);
  });
});
