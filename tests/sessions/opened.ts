import type { OpenedSession } from '../../src/sessions/index.ts';
import { strangerAt } from '../callers.ts';
import type { Engine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';

/** The password that somebody has, and another one. */
export const good = 'Correct-Horse7battery';
export const better = 'Stapled+Violet3meadow';

/** An installation, and people who sign in to it. */
export interface OpenedSessions extends Installation {
  signIn(login: string, password: string, from?: string, knownBrowser?: string): Promise<OpenedSession>;
}

export async function openSessions(engine: Engine): Promise<OpenedSessions> {
  const home = await openInstallation(engine);
  return {
    ...home,
    signIn: async (login, password, from = '192.0.2.1', knownBrowser = undefined) =>
      openedSession(await home.app.sessions.signIn(strangerAt(from), { login, password, knownBrowser })),
  };
}
