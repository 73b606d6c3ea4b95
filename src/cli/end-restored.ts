import { readFileSync, writeFileSync } from 'node:fs';
import type { App } from '../app.ts';
import { alone, installationValue, setInstallationValue, type Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';

/** What was ended because a backup had brought it back, as `migrate --restored --json` tells it. */
export interface EndedRestored {
  links: number;
  sessions: number;
  remembered_devices: number;
  /** Withdrawn: they have been sent already, or are of no use any more. */
  letters: number;
  /** Paused, so that nobody is written to again before somebody has looked. */
  jobs: number;
}

/**
 * Before a database is served: where it is a restored backup, ends what was used, ended or sent since. It is one if it is
 * another file, cluster or database than when it was last served, or if its record ends before an event that was
 * sealed. Neither can tell a machine that was set back as a whole; for that there is `rekey migrate --restored`.
 */
export async function endIfRestored(app: App, caller: Caller): Promise<EndedRestored | undefined> {
  const { database } = app;
  const identity = await database.identity();
  const wentBack = await recordWentBack(app);
  return database.write(async (tx) => {
    await alone(tx, 'identity'); // of two processes that start, one finds what the other did
    const known = await installationValue(tx, 'identity');
    if (identity !== undefined && identity !== known) await setInstallationValue(tx, 'identity', identity);
    const isCopy = identity !== undefined && known !== undefined && identity !== known;
    return isCopy || (wentBack && known !== undefined) ? endRestored(tx, app, caller) : undefined;
  });
}

/** Ends all that opens something without a password, and whatever would go on by itself. */
export async function endRestored(tx: Tx, app: App, caller: Caller): Promise<EndedRestored> {
  const sessions = await app.sessions.endAll(tx);
  const remembered_devices = await app.factors.forgetAllDevices(tx);
  const jobs = await app.jobs.pauseAll(tx, caller);
  const { links, letters } = await app.resets.endAll(tx, caller, 'restored');
  const ended = { links, sessions, remembered_devices, letters, jobs };
  await app.audit.record(tx, caller, {
    event: 'installation.restored',
    subject: { kind: 'installation', id: undefined, label: undefined },
    details: ended,
  });
  await setInstallationValue(tx, 'restored_at', String(app.clock.now()));
  return ended;
}

/**
 * Notes beside the file of the database how far its record is sealed: a backup that is copied over that file is still the
 * same file. Only SQLite has one; a note that cannot be written is missing, no more.
 */
export async function noteEnd({ config, audit }: App): Promise<void> {
  const note = noteOf(config.databaseUrl);
  if (note === undefined) return;
  const end = await audit.end();
  try {
    writeFileSync(note, `${end}\n`, { mode: 0o600 });
  } catch {
    // The disk is full or read-only, which others tell of.
  }
}

async function recordWentBack({ config, audit }: App): Promise<boolean> {
  const note = noteOf(config.databaseUrl);
  if (note === undefined) return false;
  try {
    return (await audit.end()) < Number(readFileSync(note, 'utf8'));
  } catch {
    return false; // there is none yet
  }
}

function noteOf(databaseUrl: string): string | undefined {
  return databaseUrl.startsWith('sqlite:') ? `${databaseUrl.slice('sqlite:'.length)}-sealed` : undefined;
}
