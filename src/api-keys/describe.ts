import { isScope } from '../kernel/index.ts';
import type { KeyRecord } from './index.ts';
import type { KeyRow } from './store.ts';

export function toRecord(
  row: Omit<KeyRow, 'key_digest'>,
  owner: { login: string; heldBack: boolean },
  maker: { id: string; name: string } | undefined,
): KeyRecord {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    user: { id: row.user_id, login: owner.login },
    scopes: row.scopes.split(' ').filter(isScope),
    created_at: iso(row.created_at),
    expires_at: iso(row.expires_at),
    last_used_at: row.last_used_at === null ? null : iso(row.last_used_at),
    made_by_key: maker ? { id: maker.id, name: maker.name } : null,
    held_back: owner.heldBack,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
