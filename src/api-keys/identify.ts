import { type Caller, hour, isBusy, isScope, Refusal, tokenDigest } from '../kernel/index.ts';
import type { Parts } from './api-keys.ts';
import { keyPrefix } from './create.ts';
import type { ApiKeys } from './index.ts';
import { keyByDigest, noteUse } from './store.ts';

/** A key's form; anything else is refused before the database hears of it. */
const keyForm = new RegExp(`^${keyPrefix}[A-Za-z0-9_-]{43}$`);
/** Uses closer together than this are noted once: whether a key is still in use is all that anybody asks. */
const noteEvery = hour;

/** Judged afresh at every call: an owner who was demoted narrows the key at once, one who was archived ends it. */
export function createIdentify({ database, clock, log, users }: Parts): ApiKeys['identify'] {
  return async (caller, key): Promise<Caller> => {
    const now = clock.now();
    const row = keyForm.test(key) ? await keyByDigest(database.read, tokenDigest(key)) : undefined;
    const owner = row && (await users.byId(database.read, row.user_id));
    if (!row || !owner || now >= row.expires_at || owner.state === 'archived') throw new Refusal('key_unknown', {});
    if (now - (row.last_used_at ?? 0) >= noteEvery) note(row.id, now);
    const { id, name, expires_at: expiresAt } = row;
    const callingKey = { id, name, scopes: row.scopes.split(' ').filter(isScope), expiresAt };
    const actor = { kind: 'user', id: owner.id, label: owner.login, role: owner.role, key: callingKey } as const;
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
