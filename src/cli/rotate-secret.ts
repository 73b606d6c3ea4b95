import type { App } from '../app.ts';
import {
  noteFormerSecret,
  type ResealedCounts,
  resealPage,
  type SealedColumn,
  settleSecret,
  wasInUse,
} from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';

/** What a rotation did, as `secret rotate --json` tells it. */
export interface Rotation {
  /** The fingerprints of the secrets. */
  from: string;
  to: string;
  /** Of each kind of sealed value how many were sealed anew, were already, and are opened by neither secret. */
  values: Record<SealedColumn['name'], ResealedCounts>;
  /** Why the former secret may be another one than was meant, or something stays as it was. Empty where all went well. */
  findings: RotationFinding[];
}

/**
 * `previous_unknown`: the previous secret opens nothing and was never in use; `unreadable`: a value is opened by neither;
 * `false_end`: neither vouches for the end of the audit record.
 */
export type RotationFinding = 'previous_unknown' | 'unreadable' | 'false_end';

/** Few enough for a transaction that nobody else has to wait for. */
const pageSize = 100;

/**
 * Seals with the installation's secret whatever rests sealed with the one before it, and signs the record's marks with it.
 * Each page is a transaction and what is done already is left alone, so that it may be killed and run again, beside
 * servers that know both secrets. Only where nothing was left to seal is the previous one needed no more. Links and sessions do not depend on the secret: none of them ends.
 * Refuses `configuration` while no previous secret is told.
 */
export async function rotateSecret(app: App, caller: Caller): Promise<Rotation> {
  const { secrets, audit, database } = app;
  await audit.admit(caller, 'secret.rotate');
  const { fingerprint: to, previousFingerprint: from } = secrets;
  if (from === undefined) throw new Refusal('configuration', { why: howTo });
  const values = {} as Rotation['values'];
  for (const column of app.sealed) values[column.name] = await reseal(app, column);
  while ((await audit.seal()) === 'full');
  const { held } = await audit.backlog();
  const counts = Object.values(values);
  const details = Object.fromEntries(Object.entries(values).map(([name, { resealed }]) => [name, resealed]));
  return database.write(async (tx) => {
    const left = counts.some(({ resealed }) => resealed > 0);
    const known = left || (await wasInUse(tx, from));
    if (known) await noteFormerSecret(tx, from);
    if (!left) await settleSecret(tx, to);
    await audit.record(tx, caller, {
      event: 'secret.rotated',
      subject: { kind: 'installation', id: undefined, label: undefined },
      details: { from, to, ...details },
    });
    const findings: RotationFinding[] = [
      ...(known ? [] : ['previous_unknown' as const]),
      ...(counts.some(({ unreadable }) => unreadable > 0) ? ['unreadable' as const] : []),
      ...(held ? ['false_end' as const] : []),
    ];
    return { from, to, values, findings };
  });
}

async function reseal({ database, secrets }: App, column: SealedColumn): Promise<ResealedCounts> {
  const sum = { resealed: 0, current: 0, unreadable: 0 };
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    const page = await database.write((tx) => resealPage(tx, { column, secrets, after: from, limit: pageSize }));
    for (const key of ['resealed', 'current', 'unreadable'] as const) sum[key] += page[key];
    after = page.next;
  }
  return sum;
}

/** The way to a new secret, without a moment at which somebody is away. */
const howTo = [
  'No previous secret is set, so there is nothing to rotate from.',
  '1. Keep the present secret as REKEY_SECRET_PREVIOUS (or its file as REKEY_SECRET_PREVIOUS_FILE).',
  '2. Set another one as REKEY_SECRET, 32 characters or more; without it, move the file "secret" out of the data directory and a new one is made.',
  '3. Start every server with both, then run "rekey secret rotate" until it has nothing left to do.',
  '4. A day later, take REKEY_SECRET_PREVIOUS away and start the servers once more.',
].join('\n');
