import { Refusal } from '../kernel/index.ts';
import { alone } from './alone.ts';
import type { Database, Reader, Tx } from './index.ts';
import { installationValue, setInstallationValue } from './installation.ts';
import { migrate, schemaState } from './migrate.ts';

/** Who opens a database. `serve` and `evaluation` are particular about whose it is; a command works beside either. */
export type OpenedAs = 'serve' | 'evaluation' | 'command';

/** Fingerprints of the secrets: what another one sealed cannot be read with these. */
export interface Fingerprints {
  current: string;
  previous: string | undefined;
}

/**
 * Makes sure that this is the right database, reading only. Refuses `configuration`: a newer schema, demo data under
 * `serve`, real data under evaluation.
 */
export async function judgeDatabase(database: Database, as: OpenedAs): Promise<void> {
  const state = await schemaState(database);
  if (state === 'ahead')
    refuse('The database belongs to a newer Rekey. Run that one, or restore a backup from before.');
  if (state === 'behind' && as === 'command') refuse('The database needs "rekey migrate" first.');
  if (state === 'empty') return;
  const marked = (await installationValue(database.read, 'evaluation')) !== undefined;
  if (as === 'serve' && marked) {
    refuse(
      'This database holds the demo data of an evaluation. Set REKEY_DATA_DIR or REKEY_DATABASE_URL to another one.',
    );
  }
  if (as === 'evaluation' && !marked && (await isUsed(database))) {
    refuse('This database is in real use, so evaluation does not touch it. Set REKEY_DATA_DIR to another directory.');
  }
}

/** Brings a judged database to this program's schema and signs it. Refuses `configuration` for another secret. */
export async function prepareDatabase(database: Database, as: OpenedAs, fingerprints: Fingerprints): Promise<void> {
  const state = await schemaState(database);
  const foreign = state === 'empty' ? undefined : await foreignSecret(database.read, fingerprints);
  if (foreign) throw foreign;
  if (state !== 'current') await migrate(database);
  // A database that takes no writes right now can still be looked into.
  else if (await isSigned(database.read, as, fingerprints.current)) return;
  await database.write(async (tx) => {
    await alone(tx, 'signing'); // two processes may have found it empty
    const foreign = await foreignSecret(tx, fingerprints);
    if (foreign) return foreign;
    if (as === 'evaluation') await setInstallationValue(tx, 'evaluation', 'yes');
    const inUse = new Set([...(await secretsInUse(tx)), fingerprints.current]);
    return setInstallationValue(tx, 'secret', [...inUse].join(' '));
  });
}

async function isSigned(db: Reader, as: OpenedAs, fingerprint: string): Promise<boolean> {
  if (as === 'evaluation' && (await installationValue(db, 'evaluation')) === undefined) return false;
  return (await secretsInUse(db)).includes(fingerprint);
}

/** Nothing rests sealed with the secret before this one any more: no process has to know it from now on. */
export function settleSecret(tx: Tx, fingerprint: string): Promise<void> {
  return setInstallationValue(tx, 'secret', fingerprint);
}

/** Once all is sealed anew, nothing else tells a former secret from one that was never in use. */
export function noteFormerSecret(tx: Tx, fingerprint: string): Promise<void> {
  return setInstallationValue(tx, 'secret_before', fingerprint);
}

/** Whether a secret may be made for it: whatever rests sealed is opened by the previous one, whose fingerprint is told. */
export async function mayHaveNewSecret(database: Database, previous: string | undefined): Promise<boolean> {
  if ((await schemaState(database)) === 'empty') return true;
  return (await secretsInUse(database.read)).every((one) => one === previous);
}

/** Whether something may rest sealed with this secret, or did before it was last sealed anew. */
export async function wasInUse(db: Reader, fingerprint: string): Promise<boolean> {
  const former = await installationValue(db, 'secret_before');
  return fingerprint === former || (await secretsInUse(db)).includes(fingerprint);
}

/** Whether others went on to a secret that this process does not know, and nothing rests sealed with its own any more. */
export async function isLeftBehind(db: Reader, { current, previous }: Fingerprints): Promise<boolean> {
  const inUse = await secretsInUse(db);
  return !inUse.includes(current) && inUse.some((one) => one !== previous);
}

/** The fingerprints of the secrets with which something may rest sealed: several from a new one on until all is sealed anew. */
async function secretsInUse(db: Reader): Promise<string[]> {
  return ((await installationValue(db, 'secret')) ?? '').split(' ').filter(Boolean);
}

async function foreignSecret(db: Reader, { current, previous }: Fingerprints): Promise<Refusal | undefined> {
  const inUse = await secretsInUse(db);
  if (inUse.every((one) => one === current || one === previous)) return undefined;
  return new Refusal('configuration', {
    why: inUse.includes(current)
      ? 'Something may still rest sealed with the secret before REKEY_SECRET. Set that one as REKEY_SECRET_PREVIOUS, and run "rekey secret rotate" until it has nothing left to do.'
      : 'REKEY_SECRET is not the one that this database was made with. Set the old one, here or as REKEY_SECRET_PREVIOUS.',
  });
}

async function isUsed(database: Database): Promise<boolean> {
  return (await database.read.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
}

function refuse(why: string): never {
  throw new Refusal('configuration', { why });
}
