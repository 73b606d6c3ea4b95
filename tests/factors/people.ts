import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { TOTP } from 'otpauth';
import { type Caller, minute } from '../../src/kernel/index.ts';
import { isFactorDue, type OpenedSession } from '../../src/sessions/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import type { Engine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { type SoftwarePasskey, softwarePasskey } from '../software-passkey.ts';

export const password = 'Lantern-harbour-58';
export const better = 'Velvet-anchor-73';
export const from = strangerAt('192.0.2.1');

/** An installation for the tests around this call, and its people with what they do with their second factors. */
export function peopleOn(engine: Engine) {
  let opened: Installation;
  before(async () => {
    opened = await openInstallation(engine);
  });
  after(() => opened.close());
  const home = new Proxy({} as Installation, { get: (_, name) => Reflect.get(opened, name) });
  return { home, people: peopleOf(home) };
}

function peopleOf(home: Installation) {
  let people = 0;
  const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: home.clock.now() });
  const somebody = async (role: User['role'] = 'user'): Promise<{ user: User; caller: Caller }> => {
    const login = `person-${people++}`;
    const user = await home.confirmed({ login, email: `${login}@example.com`, role, password });
    return { user, caller: signedIn(user) };
  };
  /** Somebody with an authenticator app; later codes are of later periods. */
  const withApp = async () => {
    const { user, caller } = await somebody();
    const { secret } = await home.app.factors.offerTotp(caller);
    const { codes } = await home.app.factors.confirmTotp(caller, codeOf(secret));
    home.clock.advance(minute);
    return { user, caller, secret, codes };
  };
  /** The same person in a session of its own. */
  const inSession = async (caller: Caller): Promise<Caller> => {
    assert.ok(caller.actor.kind === 'user');
    const { token } = openedSession(
      await home.app.sessions.signIn(from, { login: caller.actor.label, password, knownBrowser: undefined }),
    );
    const { sessionId = '' } = (await home.app.sessions.whoIs(token)) ?? {};
    return { ...caller, actor: { ...caller.actor, session: sessionId } };
  };
  const addPasskey = async (caller: Caller): Promise<SoftwarePasskey> => {
    const { challenge } = await home.app.factors.offerPasskey(caller);
    const passkey = softwarePasskey();
    const response = passkey.register(challenge);
    await home.app.factors.addPasskey(caller, { response, challenge, name: 'Phone' });
    return passkey;
  };
  /** With the link that was mailed last. */
  const redeem = async ({ login }: User): Promise<void> => {
    const letters = await home.letters(`${login}@example.com`);
    const token = tokenIn(letters.find(({ subject }) => subject.startsWith('Password reset')));
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'x', password: better, confirmPassword: better };
    await home.app.resets.complete(from, input);
  };
  const signIn = (user: User, how: { password?: string; device?: string } = {}) =>
    home.app.sessions.signIn(from, { login: user.login, password, knownBrowser: undefined, ...how });
  /** Who of these a list shows as having one. */
  const withFactor = (user: User) =>
    home.app.users.ids(home.operator, { search: '', filters: ['has_factor'], ids: [user.id] });
  const stepOf = async (user: User, by = password): Promise<string> => {
    const answer = await signIn(user, { password: by });
    assert.ok(isFactorDue(answer));
    return answer.factorDue;
  };
  const prove = async (step: string, code: string, remember = false, device?: string) => {
    const { session, ...proved } = await home.app.sessions.proveFactor(from, step, {
      proof: { code },
      remember,
      device,
    });
    assert.ok(session);
    return { ...proved, session };
  };
  const isIn = async (session: OpenedSession | undefined): Promise<boolean> =>
    (await home.app.sessions.whoIs(session?.token)) !== undefined;
  return { codeOf, somebody, withApp, inSession, addPasskey, redeem, signIn, withFactor, stepOf, prove, isIn };
}
