import type { App } from '../app.ts';
import { installationValue, setInstallationValue, type Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';

/** What was ended because a backup had brought it back, as `migrate --restored --json` tells it. */
export interface EndedRestored {
  links: number;
  sessions: number;
  remembered_devices: number;
  /** Nobody knows which were used since, or replaced because the paper was lost. */
  recovery_codes: number;
  /** Nobody knows which were removed or disowned since: none signs in alone before it was used after the password. */
  passkeys_doubted: number;
  /** Nobody knows which were refused since, or done. */
  approvals: number;
  /** Withdrawn: they have been sent already, or are of no use any more. */
  letters: number;
  /** Paused, so that nobody is written to again before somebody has looked. */
  jobs: number;
}

/**
 * Ends all that opens something without a password or goes round a second factor, and whatever would go on by itself. Says
 * when, and in any case later than `after`, so that others who find the same see that it is done.
 */
export async function endRestored(tx: Tx, app: App, caller: Caller, after = 0): Promise<EndedRestored> {
  const sessions = await app.sessions.endAll(tx);
  const remembered_devices = await app.factors.forgetAllDevices(tx);
  const recovery_codes = await app.factors.voidAllRecoveryCodes(tx);
  const passkeys_doubted = await app.factors.doubtAllPasskeys(tx);
  const approvals = await app.approvals.withdrawAll(tx, caller);
  const jobs = await app.jobs.pauseAll(tx, caller);
  const { links, letters } = await app.resets.endAll(tx, caller, 'restored');
  const ended = { links, sessions, remembered_devices, recovery_codes, passkeys_doubted, approvals, letters, jobs };
  await app.audit.record(tx, caller, {
    event: 'installation.restored',
    subject: { kind: 'installation', id: undefined, label: undefined },
    details: ended,
  });
  const before = Number((await installationValue(tx, 'restored_at')) ?? 0);
  await setInstallationValue(tx, 'restored_at', String(Math.max(app.clock.now(), before + 1, after + 1)));
  return ended;
}
