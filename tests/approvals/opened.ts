import { minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import type { Engine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

export const password = 'Lantern-harbour-58';

/** A mail server that somebody adds. */
export const relay = {
  name: 'Relay',
  smtp_host: '127.0.0.1',
  smtp_port: 2525,
  smtp_encryption: 'starttls' as const,
  smtp_user: 'rekey',
  smtp_pass: 'Relay-opens-here-41',
};

/** An installation where a second administrator has to approve whatever that can be said of. */
export interface OpenedApprovals extends Installation {
  /** Somebody confirmed, who has a password and an email. */
  person(login: string, role: User['role']): Promise<User>;
  /** Expects that something waits for an approval, and answers which. */
  pending(act: Promise<unknown>): Promise<string>;
  stateOf(id: string): Promise<string>;
  /** What the letters say that tell of requests, each on one line, newest first. */
  toldTo(user: User): Promise<string[]>;
}

export async function openApprovals(engine: Engine): Promise<OpenedApprovals> {
  const home = await openInstallation(engine);
  const { approvals, settings } = home.app;
  await settings.change(home.operator, 'approve_administrator_resets', true);
  await settings.change(home.operator, 'approve_mail_servers', true);
  return {
    ...home,
    person: (login, role) => home.confirmed({ login, email: `${login}@example.com`, role, password }),
    pending: async (act) => (await refuses(act, 'approval_needed')).details.approval,
    stateOf: async (id) => (await approvals.find(home.operator, id)).state,
    async toldTo({ email = '' }) {
      await home.later(minute);
      const letters = await home.letters(email);
      const about = letters.filter(({ subject }) => subject === 'Rekey alert: approval needed');
      return about.map(({ text }) => text.replaceAll(/\s+/g, ' '));
    },
  };
}
