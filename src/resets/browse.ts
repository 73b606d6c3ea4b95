import { countMatching, pageOfMatching } from './browse-store.ts';
import type { ResetLine, Resets } from './index.ts';
import { stateAt } from './life.ts';
import type { Parts } from './parts.ts';
import type { ResetRow } from './store.ts';

const countedTo = 10_000;

/** What was asked for and what became of it, page by page. */
export function createBrowse(parts: Parts): Pick<Resets, 'page' | 'count'> {
  const { database, audit } = parts;
  return {
    async page(caller, query, turn) {
      await audit.admit(caller, 'resets.read');
      const page = await pageOfMatching(database.lists, query, turn);
      return { ...page, rows: await toLines(parts, page.rows) };
    },
    async count(caller, query) {
      await audit.admit(caller, 'resets.read');
      const count = await countMatching(database.lists, query, countedTo + 1);
      return { count: Math.min(count, countedTo), exact: count <= countedTo };
    },
  };
}

/** Resets as lists tell them, with whom they are about. */
export function toLines({ database, clock, users }: Parts, rows: readonly ResetRow[]): Promise<ResetLine[]> {
  const line = async (reset: ResetRow): Promise<ResetLine> => {
    const user = reset.user_id === null ? undefined : await users.byId(database.read, reset.user_id);
    return {
      id: reset.id,
      purpose: reset.purpose,
      source: reset.source,
      state: stateAt(reset, clock.now()),
      outcome: reset.outcome ?? undefined,
      reason: reset.reason ?? undefined,
      askedAt: reset.asked_at,
      expiresAt: reset.expires_at,
      asks: reset.asks,
      askedBy: reset.asked_by_label ?? undefined,
      askedFrom: reset.asked_address ?? undefined,
      identityCheck: reset.identity_check ?? undefined,
      user: user && { id: user.id, name: user.name, login: user.login },
      companyId: reset.company_id ?? undefined,
    };
  };
  return Promise.all(rows.map(line));
}
