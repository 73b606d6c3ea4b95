import type { CookieName, WebContext } from '../../http/index.ts';
import { day, isGood, minute, second } from '../../kernel/index.ts';
import type { Kit } from '../kit.tsx';

/** What the browser holds between the password and the second factor. */
const stepCookie: CookieName = { name: 'rekey_factor', path: '/web/login' };
/** The mark of a device that is not asked for 30 days. */
const deviceCookie: CookieName = { name: 'rekey_device', path: '/web/login' };
/** What a passkey has to answer. */
const challengeCookie: CookieName = { name: 'rekey_challenge', path: '/' };

const stepLasts = (10 * minute) / second;
const challengeLasts = (5 * minute) / second;
const deviceLasts = (30 * day) / second;

export function holdStep(kit: Kit, c: WebContext, step: string): void {
  kit.cookies.write(c, stepCookie, step, stepLasts);
}

export function heldStep(kit: Kit, c: WebContext): string | undefined {
  return kit.cookies.read(c, stepCookie);
}

export function dropStep(kit: Kit, c: WebContext): void {
  kit.cookies.clear(c, stepCookie);
}

export function rememberDevice(kit: Kit, c: WebContext, device: string): void {
  kit.cookies.write(c, deviceCookie, device, deviceLasts);
}

export function deviceMark(kit: Kit, c: WebContext): string | undefined {
  return kit.cookies.read(c, deviceCookie);
}

/** What a passkey is asked for. A new one is for the session that asked: somebody else may have signed in here since. */
export type AskedFor = 'sign in' | 'second factor' | `new for ${string}`;

const contextOf = (asked: AskedFor): string => `challenge ${asked}`;

/** Sealed with its end, and taken back with the first answer: none counts twice in one browser, nor for anything else. */
export function holdChallenge(kit: Kit, c: WebContext, asked: AskedFor, challenge: string): void {
  const until = kit.clock.now() + challengeLasts * second;
  const sealed = kit.secrets.seal('voucher', contextOf(asked), `${until}:${challenge}`);
  kit.cookies.write(c, challengeCookie, sealed, challengeLasts);
}

/** The one that this browser was given, once and while it lasts. */
export function takeChallenge(kit: Kit, c: WebContext, asked: AskedFor): string | undefined {
  const sealed = kit.cookies.read(c, challengeCookie) ?? '';
  kit.cookies.clear(c, challengeCookie);
  const [until, challenge] = (kit.secrets.open('voucher', contextOf(asked), sealed) ?? '').split(':');
  const ends = Number(until);
  return isGood({ made: ends - challengeLasts * second, ends }, kit.clock.now()) ? challenge : undefined;
}
