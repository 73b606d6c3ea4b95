import { type Clock, minute, second } from '../../kernel/index.ts';
import { WireError } from './failure.ts';
import { type FormPost, postForm } from './post-form.ts';

/** Where the tokens come from that sign in to a mail server in place of a password (XOAUTH2). */
export interface TokenSource {
  /** One that is good now; `anew` after the last one was refused. Throws a `WireError`. */
  draw(anew: boolean): Promise<string>;
  /** Those that sessions may still be signed in with, and what they are drawn with: nobody's words repeat them. */
  known(): readonly string[];
}

export interface Grant {
  url: string;
  clientId: string;
  clientSecret: string | undefined;
  /** Without it: client credentials. */
  refreshToken: string | undefined;
  scope: string | undefined;
}

export interface TokenParts extends Pick<FormPost, 'reach' | 'authority'> {
  clock: Clock;
  /** The refresh token that is kept by now: another process may have exchanged it. Nothing where that cannot be told. */
  kept(): Promise<string | undefined>;
  /** The endpoint gave a new refresh token; the one before may be void from now on. Answers whether that is settled. */
  renewed(refreshToken: string, before: string): Promise<boolean>;
}

export const tokenRefused = 'TOKEN_REFUSED';

/** So long before its end a token counts as over: it has to last for a sign-in. */
const margin = minute;
/** For endpoints that do not say how long (RFC 6749, 5.1). */
const usualLife = 5 * minute;

/**
 * Draws tokens from a token endpoint (RFC 6749, 4.4 and 6); all sessions with a server share one while it is good. Each draw
 * goes with the refresh token that is kept by then: of several processes, one may have exchanged it.
 */
export function createTokens(grant: Grant, parts: TokenParts): TokenSource {
  let refreshToken = grant.refreshToken;
  /** The one that is kept while the one that took its place is not. */
  let outdated: string | undefined;
  let current: { token: string; goodUntil: number } | undefined;
  let before: string | undefined;
  let drawing: Promise<string> | undefined;

  /** One that comes with client credentials is of no use: they never run out, and it does. */
  const exchange = (next: string | undefined): void => {
    if (refreshToken === undefined || next === undefined || next === refreshToken) return;
    outdated ??= refreshToken;
    refreshToken = next;
  };

  /** A refresh token that is not kept is tried again at each draw: without it, nobody signs in after a restart. */
  const keep = async (): Promise<void> => {
    const token = refreshToken;
    if (token === undefined || outdated === undefined || !(await parts.renewed(token, outdated))) return;
    outdated = refreshToken === token ? undefined : token;
  };

  const fetchOne = async (): Promise<string> => {
    const follows = refreshToken !== undefined && outdated === undefined;
    if (follows) refreshToken = (await parts.kept()) ?? refreshToken;
    const answer = await postForm({ url: grant.url, form: formOf(grant, refreshToken), ...parts });
    const { token, life, next } = readAnswer(answer);
    if (current?.token !== token) before = current?.token;
    current = { token, goodUntil: parts.clock.monotonic() + life - margin };
    exchange(next);
    return token;
  };

  const freshOne = (): Promise<string> => {
    drawing ??= fetchOne().finally(() => {
      drawing = undefined;
    });
    return drawing;
  };

  return {
    async draw(anew) {
      const good = !anew && current && parts.clock.monotonic() < current.goodUntil ? current.token : undefined;
      const token = good ?? (await freshOne());
      await keep();
      return token;
    },
    known() {
      const all = [current?.token, before, grant.clientSecret, refreshToken];
      const secrets = all.filter((secret) => secret !== undefined);
      return [...new Set([...secrets, ...secrets.map(asInForm)])];
    },
  };
}

function formOf({ clientId, clientSecret, scope }: Grant, refreshToken: string | undefined): Record<string, string> {
  return {
    client_id: clientId,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    ...(scope !== undefined && { scope }),
    ...(refreshToken === undefined
      ? { grant_type: 'client_credentials' }
      : { grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}

/** As it goes over the wire. */
function asInForm(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

interface Answer {
  access_token?: unknown;
  expires_in?: unknown;
  refresh_token?: unknown;
  error?: unknown;
  error_description?: unknown;
}

function readAnswer({ status, body }: { status: number; body: string }): {
  token: string;
  life: number;
  next: string | undefined;
} {
  const answer = parsed(body);
  const { access_token: token, expires_in: seconds, refresh_token: next } = answer;
  if (status !== 200 || typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    throw new WireError('login', { code: tokenRefused, reply: wordsOf(answer, status) });
  }
  const life = Number(seconds) > 0 ? Number(seconds) * second : usualLife;
  return { token, life, next: typeof next === 'string' && next !== '' ? next : undefined };
}

function parsed(body: string): Answer {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    return {};
  }
}

/** What the endpoint says of its refusal (RFC 6749, 5.2); of anything else, only the status. */
function wordsOf({ error, error_description: description }: Answer, status: number): string {
  const words = [error, description].filter((word) => typeof word === 'string');
  return words.length > 0 ? words.join(': ') : `HTTP ${status}`;
}
