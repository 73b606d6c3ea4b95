import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { App } from '../app.ts';
import type { RecordEnd } from '../audit/index.ts';
import type { Config } from '../config/index.ts';
import { alone, installationValue, type Reader, setInstallationValue, type Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import { type EndedRestored, endRestored } from './end-restored.ts';

export interface RestoreWatch {
  /**
   * Where the database is a restored backup, ends what was used, ended or sent since, once for all who find it. It is one
   * if it is another file, cluster or database than when it was last served, or if its record no longer goes through the
   * end that this process, or the last one on this machine, has seen. To be asked before anybody is served, and then again
   * and again: a database can be taken back behind a server that waits for it.
   */
  look(): Promise<EndedRestored | undefined>;
  /** Remembers how far the record goes by now, also for the next process on this machine. */
  remember(): Promise<void>;
}

/** How the database was when it was last seen. */
interface Seen extends RecordEnd {
  /** When it had last been found to be a restored one. */
  restoredAt: number;
}

export async function watchForRestores(app: App, caller: Caller): Promise<RestoreWatch> {
  const { audit, config, database } = app;
  const identity = await database.identity();
  let seen = readNote(config, identity);
  let asked = false;

  return {
    async look() {
      if (asked && (!seen || (await audit.goesThrough(database.read, seen)))) return undefined;
      const found = { app, caller, identity, seen, isFirst: !asked };
      // To end all of a large installation takes longer than a transaction may; whoever starts as ever waits for nobody.
      const write = (await isDoubtful(database.read, found)) ? database.writeAlone : database.write;
      const ended = await write((tx) => judge(tx, found));
      seen = await seenNow(app, database.read);
      asked = true;
      return ended;
    },
    async remember() {
      const now = await seenNow(app, database.read);
      if (seen && now.position <= seen.position) return; // what went back is for `look` to find
      seen = now;
      writeNote(config, identity, now);
    },
  };
}

interface Found {
  app: App;
  caller: Caller;
  identity: string | undefined;
  seen: Seen | undefined;
  /** Whether this process has not looked before: what it has seen may then be of a database that is gone. */
  isFirst: boolean;
}

async function isDoubtful(db: Reader, { app, identity, seen }: Found): Promise<boolean> {
  if (isOther(await installationValue(db, 'identity'), identity)) return true;
  return seen !== undefined && !(await app.audit.goesThrough(db, seen));
}

async function judge(tx: Tx, { app, caller, identity, seen, isFirst }: Found): Promise<EndedRestored | undefined> {
  await alone(tx, 'identity'); // of two processes that look, one finds what the other did
  const known = await installationValue(tx, 'identity');
  const isNew = isFirst && identity !== undefined && known === undefined;
  if (identity !== undefined && identity !== known) await setInstallationValue(tx, 'identity', identity);
  const isCopy = isOther(known, identity);
  const isDone = ((await restoredAt(tx)) ?? 0) > (seen?.restoredAt ?? 0);
  const wentBack = seen !== undefined && !isNew && !isDone && !(await app.audit.goesThrough(tx, seen));
  return isCopy || wentBack ? endRestored(tx, app, caller, seen?.restoredAt) : undefined;
}

/** Of the same file, one may know the birth and the other not. */
function isOther(known: string | undefined, identity: string | undefined): boolean {
  if (known === undefined || identity === undefined) return false;
  return !known.startsWith(identity) && !identity.startsWith(known);
}

async function seenNow({ audit }: App, db: Reader): Promise<Seen> {
  return { ...(await audit.end(db)), restoredAt: (await restoredAt(db)) ?? 0 };
}

async function restoredAt(db: Reader): Promise<number | undefined> {
  const told = await installationValue(db, 'restored_at');
  return told === undefined ? undefined : Number(told);
}

const Note = z.object({
  identity: z.string().optional(),
  position: z.number(),
  digest: z.string(),
  restoredAt: z.number(),
});

/** Outside the database, so that no backup of it takes this back as well. One of another database says nothing. */
function readNote(config: Config, identity: string | undefined): Seen | undefined {
  try {
    const note = Note.parse(JSON.parse(readFileSync(noteOf(config), 'utf8')));
    return isOther(note.identity, identity) ? undefined : note;
  } catch {
    return undefined; // there is none, or none that was written to its end
  }
}

/** Whole or not at all: an older note is worth more than half of a newer one. Whoever owns the former does not matter. */
function writeNote(config: Config, identity: string | undefined, seen: Seen): void {
  const draft = `${noteOf(config)}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify({ identity, ...seen })}\n`, { mode: 0o600 });
    renameSync(draft, noteOf(config));
  } catch {
    // There is no data directory, which PostgreSQL needs none for; or the disk is full, which others tell of.
    rmSync(draft, { force: true });
  }
}

function noteOf({ dataDir }: Config): string {
  return join(dataDir, 'record-end');
}
