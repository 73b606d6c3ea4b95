import assert from 'node:assert/strict';
import type { Completed } from '../../src/resets/index.ts';
import type { User } from '../../src/users/index.ts';
import { strangerAt } from '../callers.ts';
import type { Engine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';

/** The password that somebody has, and the one that they set. */
export const old = 'Correct-Horse7battery';
export const fresh = 'Stapled+Violet3meadow';

/** Whoever asks and holds a link. */
export const stranger = strangerAt('192.0.2.50');

/** An installation, and what people do in it to reset a password. */
export interface OpenedResets extends Installation {
  /** A confirmed user whom no other test knows, reset by nobody yet. */
  somebody(user?: { role?: User['role']; email?: string }): Promise<User & { email: string }>;
  /** Asks as a stranger, and decides. */
  ask(login: string, from?: string): Promise<void>;
  /** Asks, and reads the link in the letter. */
  mailedToken(user: { login: string; email: string }): Promise<string>;
  /** Opens a link and sets a password. */
  redeem(token: string, password?: string): Promise<Completed>;
  lastReset(): Promise<{ id: string; state: string; reason: string | null; user_id: string | null }>;
}

export async function openResets(engine: Engine): Promise<OpenedResets> {
  const home = await openInstallation(engine);
  const { resets, database } = home.app;
  let names = 0;

  const ask: OpenedResets['ask'] = async (login, from = '192.0.2.50') => {
    await resets.ask(strangerAt(from), { login });
    await resets.decide();
  };

  return {
    ...home,
    ask,
    async somebody(user = {}) {
      const login = `user-${++names}`;
      const made = await home.confirmed({ login, email: `${login}@example.com`, password: old, ...user });
      return { ...made, email: made.email ?? '' };
    },
    async mailedToken(user) {
      const before = (await home.letters(user.email)).length;
      await ask(user.login);
      const letters = await home.letters(user.email);
      assert.equal(letters.length, before + 1, 'one letter more');
      return tokenIn(letters[0]);
    },
    async redeem(token, password = fresh) {
      const { id: linkId } = await resets.show(token);
      const input = { token, linkId, browser: 'this browser', password, confirmPassword: password };
      return resets.complete(stranger, input);
    },
    lastReset: () =>
      database.read
        .selectFrom('resets')
        .select(['id', 'state', 'reason', 'user_id'])
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
  };
}
