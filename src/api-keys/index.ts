import type { Piecemeal, Reader, Tx } from '../database/index.ts';
import type { Actor, Caller, Page, PageFilter, Scope } from '../kernel/index.ts';
import type { UserFollower } from '../users/index.ts';

export { createApiKeys } from './api-keys.ts';
export { keysMade } from './create.ts';
export { holdKey } from './store.ts';

export interface NewKey {
  /** What it is for, so that its owner knows it again. */
  name: string;
  scopes: readonly string[];
  /** Milliseconds UTC; at most a year ahead. */
  expiresAt: number;
}

/** A key as the API and `--json` tell it: never the key itself. */
export interface KeyRecord {
  id: string;
  name: string;
  /** How it begins. */
  hint: string;
  user: { id: string; login: string };
  scopes: Scope[];
  created_at: string;
  expires_at: string;
  /** To the hour. */
  last_used_at: string | null;
  /** The key that it was made with, and with which it ends; null for one that was made in person. */
  made_by_key: { id: string; name: string } | null;
  /** Whether its calls are refused until its owner, who must have a second factor, has one. */
  held_back: boolean;
}

/** What the letter about a new key tells of it. */
export type MadeKey = Pick<KeyRecord, 'name' | 'scopes' | 'created_at' | 'expires_at'>;

export interface KeyFilter extends PageFilter {
  /** Whose; the caller's own where nobody is told, everybody's for the command line. */
  userId?: string | undefined;
  /** Everybody's, for whoever may see them. */
  everybody?: boolean | undefined;
}

/** Keys that programs call with: each acts as its owner, narrowed by its scopes, until it ends. */
export interface ApiKeys {
  /**
   * Makes a key for a user; in person that is oneself. It is told here and never again. A key makes only keys that may
   * no more than itself and live no longer.
   * Refuses `forbidden`, `scope_missing`, `scope_above_role` (its owner may do nothing of that), `not_found`, `archived`,
   * `malformed` (name, scopes, expires_at), `too_many_keys`, `limited` (not on the command line),
   * `key_unknown` for a key that ended meanwhile, `not_signed_in` for a session that did.
   */
  create(caller: Caller, userId: string, wanted: NewKey): Promise<{ key: string; record: KeyRecord }>;
  /** Newest first, expired ones for 30 days more. Refuses `forbidden`, `scope_missing`, `malformed`. */
  list(caller: Caller, filter: KeyFilter): Promise<Page<KeyRecord>>;
  /**
   * Ends one at once, and all that were made with it: one's own, or anybody's for `settings`. Answers how many went along.
   * Refuses `forbidden`, `scope_missing`, `not_found`.
   */
  revoke(caller: Caller, keyId: string): Promise<number>;
  /**
   * The caller as whom a program with this key acts: the owner as of now, with the key's scopes. Notes the use.
   * Refuses `key_unknown`; `factor_missing` while the owner must have a second factor and has none.
   */
  identify(caller: Caller, key: string): Promise<Caller>;
  /** The same for what was begun with a key and goes on by itself: nobody once the key has ended, or is held back. */
  actorNow(db: Reader | Tx, keyId: string): Promise<Actor | undefined>;
  /**
   * Does what a program asks for once, however often it sends the same call within 24 hours under one idempotency key;
   * `request` is all that makes it the same. A refused call may be repeated. Without a key of the caller it is just done.
   * Refuses `malformed` (the key), `call_mismatch`, `call_in_progress`, `call_unfinished`, `key_unknown`, and whatever
   * the act does.
   */
  once<T>(
    caller: Caller,
    call: { idempotencyKey: string; request: string },
    act: () => Promise<T>,
  ): Promise<{ answer: T; replayed: boolean }>;
  /** Ends every key of a user whose password changed, who was archived, or whose role rose. */
  follower: UserFollower;
  sweep(piecemeal: Piecemeal): Promise<void>;
}
