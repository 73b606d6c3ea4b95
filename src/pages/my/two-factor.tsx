import { z } from 'zod';
import type { RegistrationResponseJSON } from '../../factors/index.ts';
import {
  factorsPath,
  orRefusal,
  type Person,
  passwordFirst,
  readForm,
  type Web,
  type WebContext,
} from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import { passkeyAnswer } from '../factors/passkey-answer.ts';
import { holdChallenge, takeChallenge } from '../factors/step.ts';
import type { Kit } from '../kit.tsx';
import { leaveNews, type News } from '../notices.tsx';
import { signInFirst } from '../sign-in-first.ts';
import { withRedirect } from '../with-redirect.ts';
import { appPage, codesPage, overview, wantedIn } from './two-factor-pages.tsx';

const path = factorsPath;

type Removed = Pick<Extract<News, { kind: 'factor_removed' }>, 'what' | 'ended'>;

const CodeForm = z.object({ totp_token: z.string() });
const PasskeyAnswer = z.object({ passkey: z.string(), name: z.string().default('') });
const RemoveForm = z.object({ remove: z.string() });

/** One's own second factors. Everything here is risky, so the password comes first. */
export function addTwoFactor(web: Web, kit: Kit): void {
  const act = (where: string, handle: (c: WebContext, person: Person) => Promise<Response>): void => {
    web.post(where, async (c) => {
      const person = await orRefusal(kit.person(c), 'not_signed_in');
      if (person instanceof Refusal) return signInFirst(kit, c, pageOf(c));
      const first = passwordFirst(c, person, kit.clock.now());
      const answer = first ?? (await orRefusal(handle(c, person), 'not_found'));
      // An earlier press of the button has done it, or somebody elsewhere: the page tells how it stands.
      return answer instanceof Refusal ? c.redirect(path, 303) : answer;
    });
  };

  web.get(path, async (c) => overview(kit, c, await kit.person(c)));

  act(`${path}/app`, async (c, person) => {
    const offer = await kit.factors.offerTotp(person.caller);
    return appPage(kit, c, person, { offer });
  });

  act(`${path}/app/confirm`, async (c, person) => {
    const { totp_token } = readForm(c, CodeForm);
    const drawn = await orRefusal(
      kit.factors.confirmTotp(person.caller, totp_token.replace(/\s/g, '')),
      'wrong_code',
      'limited',
      'app_offered_elsewhere',
    );
    if (drawn instanceof Refusal && drawn.is('app_offered_elsewhere')) return overview(kit, c, person, drawn);
    if (drawn instanceof Refusal)
      return appPage(kit, c, person, { offer: await kit.factors.waitingTotp(person.caller), refusal: drawn });
    return codesPage(kit, c, person, drawn);
  });

  act(`${path}/codes`, async (c, person) => {
    const drawn = await orRefusal(kit.factors.drawRecoveryCodes(person.caller), 'limited');
    return drawn instanceof Refusal ? overview(kit, c, person, drawn) : codesPage(kit, c, person, drawn);
  });

  // It is the page's script that asks, so what waits for the password is the page.
  web.post(`${path}/passkeys/options`, async (c) => {
    const person = await orRefusal(kit.person(c), 'not_signed_in');
    if (person instanceof Refusal) return signInFirst(kit, c, pageOf(c));
    const { caller, me } = person;
    const first = passwordFirst(c, person, kit.clock.now(), { page: pageOf(c) });
    if (first) return first;
    const { options, challenge } = await kit.factors.offerPasskey(caller);
    holdChallenge(kit, c, `new for ${me.sessionId}`, challenge);
    return c.json(options);
  });

  act(`${path}/passkeys`, async (c, person) => {
    const { passkey, name } = readForm(c, PasskeyAnswer);
    const response = passkeyAnswer<RegistrationResponseJSON>(passkey);
    const answer = { response, challenge: takeChallenge(kit, c, `new for ${person.me.sessionId}`), name };
    const added = await orRefusal(kit.factors.addPasskey(person.caller, answer), 'passkey_refused', 'limited');
    if (added instanceof Refusal && (await isOwn(kit, person, response))) return c.redirect(path, 303);
    if (added instanceof Refusal) return overview(kit, c, person, added);
    return added.drawn ? codesPage(kit, c, person, added.drawn) : c.redirect(path, 303);
  });

  act(`${path}/remove`, async (c, person) => {
    const { remove } = readForm(c, RemoveForm);
    const removed = await orRefusal(removeOne(kit, person, remove), 'limited');
    if (removed instanceof Refusal) return overview(kit, c, person, removed);
    leaveNews(kit, c, { kind: 'factor_removed', ...removed });
    return c.redirect(path, 303);
  });
}

/** Whether an earlier press, or the page that came of it, loaded again, has added this very one. */
async function isOwn({ factors, database }: Kit, { me }: Person, passkey: RegistrationResponseJSON): Promise<boolean> {
  return (await factors.ownerOf(database.read, passkey)) === me.user.id;
}

/** The page itself, and where it leads on to: no button on it has a page of its own. */
function pageOf(c: WebContext): string {
  return withRedirect(path, wantedIn(c));
}

async function removeOne({ factors }: Kit, { caller }: Person, which: string): Promise<Removed> {
  if (which === 'app') return { what: 'app', ended: await factors.removeTotp(caller) };
  if (which !== 'devices') return { what: 'passkey', ended: await factors.removePasskey(caller, which) };
  return { what: 'devices', ended: { sessions: 0, remembered_devices: await factors.forgetDevices(caller) } };
}
