import { z } from 'zod';
import type { AuthenticationResponseJSON } from '../../factors/index.ts';
import {
  knownBrowserCookie,
  orRefusal,
  readForm,
  type Site,
  safeRedirect,
  type Web,
  type WebContext,
} from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { homeOf, type Kit } from '../kit.tsx';
import { passkeyAnswer } from './passkey-answer.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { passkeyOptionsPath, passkeyPath } from './paths.ts';
import { holdChallenge, takeChallenge } from './step.ts';

const PasskeySignInForm = z.object({ passkey: z.string(), redirect: z.string().optional() });

/** The sign-in page once more, with what was refused. */
type Again = (c: WebContext, redirect: string | undefined, refusal: Refusal) => Promise<Response>;

/** Signing in without a password, and without saying who one is: the device knows. */
export function addPasskeySignIn(web: Web, kit: Kit, again: Again): void {
  web.post(passkeyOptionsPath, async (c) => {
    const { options, challenge } = await kit.factors.offerPasskeySignIn(undefined);
    holdChallenge(kit, c, 'sign in', challenge);
    return c.json(options);
  });

  web.post(passkeyPath, async (c) => {
    const form = readForm(c, PasskeySignInForm);
    const redirect = safeRedirect(form.redirect);
    const passkey = passkeyAnswer<AuthenticationResponseJSON>(form.passkey);
    const challenge = takeChallenge(kit, c, 'sign in');
    const answer = { passkey, challenge, knownBrowser: kit.cookies.read(c, knownBrowserCookie) };
    const opened = await orRefusal(
      kit.sessions.signInWithPasskey(c.get('caller'), answer),
      'passkey_refused',
      'wrong_credentials',
      'limited',
      'busy',
    );
    if (opened instanceof Refusal) return again(c, redirect, opened);
    await kit.enter(c, opened);
    return c.redirect(redirect ?? homeOf(opened.user), 303);
  });
}

/** Shown by its script where the browser has passkeys. */
export function PasskeySignIn(props: { t: Translate; site: Site; redirect: string | undefined }) {
  return <PasskeyForm action={passkeyPath} options={passkeyOptionsPath} {...props} />;
}
