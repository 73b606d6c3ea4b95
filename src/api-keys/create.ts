import {
  type CallingKey,
  day,
  hour,
  isScope,
  isStorable,
  nameLine,
  newId,
  newToken,
  Refusal,
  type Role,
  type Scope,
  scopesFor,
  tokenDigest,
} from '../kernel/index.ts';
import { type Rule, takeOne } from '../throttle/index.ts';
import type { Parts } from './api-keys.ts';
import { toRecord } from './describe.ts';
import type { ApiKeys, NewKey } from './index.ts';
import { countKeysOf, insertKey } from './store.ts';

/** A key that turns up where it should not is known for what it is by these letters. */
export const keyPrefix = 'rekey_';
/** The prefix and 24 of the 256 bits. */
const hintLength = keyPrefix.length + 4;

const longestLife = 366 * day;
const longestName = 100;
const mostKeys = 50;
/** Of one owner, those that were revoked again as well: each is told by a letter, and is in the record for good. */
export const keysMade: Rule = { name: 'API keys made', max: mostKeys, within: hour };

export function createCreate(parts: Parts): ApiKeys['create'] {
  const { database, clock, random, audit, users, throttle, factorMissing, made } = parts;
  return (caller, userId, wanted) =>
    database.write(async (tx) => {
      const maker = caller.actor.kind === 'user' ? caller.actor.key : undefined;
      const user = await users.hold(tx, userId);
      const refused =
        (await audit.demand(tx, caller, 'own.keys', user)) ??
        judge(wanted, clock.now()) ??
        (user && judgeScopes(user.role, wanted)) ??
        (maker && judgeByKey(maker, wanted));
      if (refused || !user) return refused ?? new Refusal('not_found', {});
      if (user.state === 'archived') return new Refusal('archived', { name: user.name });
      if ((await countKeysOf(tx, user.id)) >= mostKeys) return new Refusal('too_many_keys', { most: mostKeys });
      const isOwner = caller.actor.kind === 'user';
      const tooOften = isOwner ? await takeOne(tx, throttle, { rule: keysMade, of: user.id }) : undefined;
      if (tooOften) return tooOften;
      const key = `${keyPrefix}${newToken(random)}`;
      const row = {
        id: newId(clock, random),
        user_id: user.id,
        name: nameLine(wanted.name, longestName),
        key_digest: tokenDigest(key),
        hint: key.slice(0, hintLength),
        scopes: [...new Set(wanted.scopes)].join(' '),
        created_at: clock.now(),
        expires_at: wanted.expiresAt,
        last_used_at: null,
        made_by_key_id: maker?.id ?? null,
      };
      await insertKey(tx, row);
      const subject = { kind: 'api_key', id: row.id, label: row.name } as const;
      const details = { owner: user.login, scopes: row.scopes, expires_at: new Date(row.expires_at).toISOString() };
      await audit.record(tx, caller, { event: 'api_key.created', subject, details });
      const record = toRecord(row, { login: user.login, heldBack: await factorMissing(tx, user) }, maker);
      await made(tx, user, record);
      return { key, record };
    });
}

function judge({ name, scopes, expiresAt }: NewKey, now: number): Refusal | undefined {
  if (nameLine(name) === '' || name.length > longestName || !isStorable(name)) {
    return new Refusal('malformed', { field: 'name' });
  }
  if (scopes.length === 0 || !scopes.every(isScope)) return new Refusal('malformed', { field: 'scopes' });
  const lives = expiresAt - now;
  if (!Number.isSafeInteger(expiresAt) || lives <= 0 || lives > longestLife) {
    return new Refusal('malformed', { field: 'expires_at' });
  }
  return undefined;
}

/** Or it would grow with its owner: whoever finds it would do one day what its owner cannot do today. */
function judgeScopes(role: Role, { scopes }: NewKey): Refusal | undefined {
  if (role === 'settings') return undefined;
  const mayHold = scopesFor(role);
  const scope = scopes.find((one) => !mayHold.includes(one as Scope));
  return scope === undefined ? undefined : new Refusal('scope_above_role', { scope, role });
}

/** Or a key could outlive itself and everything that narrows it. */
function judgeByKey(key: CallingKey, { scopes, expiresAt }: NewKey): Refusal | undefined {
  const scope = scopes.find((one) => !key.scopes.includes(one as Scope));
  if (scope !== undefined) return new Refusal('scope_missing', { scope });
  return expiresAt > key.expiresAt ? new Refusal('malformed', { field: 'expires_at' }) : undefined;
}
