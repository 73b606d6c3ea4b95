import type { Reader, Tx } from '../database/index.ts';
import { type Actor, type Caller, hour, isBusy, isScope, Refusal, tokenDigest } from '../kernel/index.ts';
import type { Parts } from './api-keys.ts';
import { keyPrefix } from './create.ts';
import type { ApiKeys } from './index.ts';
import { type KeyRow, keyByDigest, keyById, noteUse } from './store.ts';

/** A key's form; anything else is refused before the database hears of it. */
const keyForm = new RegExp(`^${keyPrefix}[A-Za-z0-9_-]{43}$`);
/** Uses closer together than this are noted once: whether a key is still in use is all that anybody asks. */
const noteEvery = hour;

/** Judged afresh at every call: an owner who was demoted narrows the key at once, one who was archived ends it. */
export function createIdentify(parts: Parts): ApiKeys['identify'] {
  const { database, clock, log } = parts;
  return async (caller, key): Promise<Caller> => {
    const row = keyForm.test(key) ? await keyByDigest(database.read, tokenDigest(key)) : undefined;
    const actor = row && (await actorOf(parts, database.read, row));
    if (!actor) throw new Refusal('key_unknown', {});
    if (actor === 'factor_missing') throw new Refusal('factor_missing', {});
    const now = clock.now();
    if (now - (row.last_used_at ?? 0) >= noteEvery) note(row.id, now);
    return { ...caller, actor };
  };

  /** Nobody waits for it, and a database that is too busy for it costs nothing but the note. */
  function note(keyId: string, at: number): void {
    database
      .write((tx) => noteUse(tx, keyId, at))
      .catch((error: unknown) => {
        if (!isBusy(error)) log.error('api_key.not_noted', error);
      });
  }
}

/** As whom a program acts that began something with a key. */
export function createActorNow(parts: Parts): ApiKeys['actorNow'] {
  return async (db, keyId) => {
    const row = await keyById(db, keyId);
    const actor = row && (await actorOf(parts, db, row));
    return actor === 'factor_missing' ? undefined : actor;
  };
}

/** Whoever must have a second factor gets in nowhere without one: not by a key either. */
async function actorOf(
  { clock, users, factorMissing }: Parts,
  db: Reader | Tx,
  row: KeyRow,
): Promise<Actor | 'factor_missing' | undefined> {
  const owner = await users.byId(db, row.user_id);
  if (!owner || owner.state === 'archived' || clock.now() >= row.expires_at) return undefined;
  if (await factorMissing(db, owner)) return 'factor_missing';
  const { id, name, expires_at: expiresAt } = row;
  const key = { id, name, scopes: row.scopes.split(' ').filter(isScope), expiresAt };
  return { kind: 'user', id: owner.id, label: owner.login, role: owner.role, key };
}
