import type { Tx } from '../database/index.ts';
import { type Caller, newId } from '../kernel/index.ts';
import { sameAskWithin } from './limits.ts';
import type { Parts } from './parts.ts';
import { addToWaiting, insertResets, type NewResetRow, waitingDigests } from './store.ts';
import { nameDigest, sealName } from './typed-name.ts';

/** What somebody typed, and where they wanted to go. */
export interface Ask {
  caller: Caller;
  login: string;
  redirect?: string | undefined;
}

/** One name, asked for from one source, so many times at once. */
interface Wish extends Ask {
  digest: string;
  address: string | null;
  asks: number;
}

/** Writes a row and an event for each ask. A further one for the same name from the same source adds to the one that waits. */
export async function recordAsks(tx: Tx, parts: Parts, asks: Ask[], life: number): Promise<void> {
  const wishes = asks.length > 0 ? await notWaiting(tx, parts, toWishes(parts, asks)) : [];
  if (wishes.length === 0) return;
  const made = wishes.map((wish) => ({ wish, row: toRow(parts, wish, life) }));
  await insertResets(
    tx,
    made.map(({ row }) => row),
  );
  const entries = made.map(({ wish: { caller }, row: { id } }) => ({
    caller,
    entry: { event: 'reset.asked', resetId: id, subject: { kind: 'reset', id, label: undefined } } as const,
  }));
  await parts.audit.recordEach(tx, entries);
}

function toWishes({ secrets }: Parts, asks: Ask[]): Wish[] {
  const wishes = new Map<string, Wish>();
  for (const ask of asks) {
    const digest = nameDigest(secrets, ask.login);
    const address = ask.caller.address ?? null;
    const same = `${digest} ${address}`;
    wishes.set(same, { ...(wishes.get(same) ?? ask), digest, address, asks: (wishes.get(same)?.asks ?? 0) + 1 });
  }
  return [...wishes.values()];
}

/** Those for which nothing waits that they could add to. */
async function notWaiting(tx: Tx, { clock }: Parts, wishes: Wish[]): Promise<Wish[]> {
  const at = clock.now();
  const since = at - sameAskWithin;
  const waiting = await waitingDigests(
    tx,
    wishes.map(({ digest }) => digest),
    since,
  );
  const left: Wish[] = [];
  for (const wish of wishes) {
    if (!waiting.has(wish.digest) || !(await addToWaiting(tx, { ...wish, since, at }))) left.push(wish);
  }
  return left;
}

function toRow({ clock, random, secrets }: Parts, { caller, ...wish }: Wish, life: number) {
  const at = clock.now();
  const id = newId(clock, random);
  return {
    id,
    purpose: 'reset',
    source: 'self',
    state: 'asked',
    typed_sealed: sealName(secrets, id, wish.login),
    typed_digest: wish.digest,
    asks: wish.asks,
    asked_at: at,
    last_asked_at: at,
    asked_by_kind: caller.actor.kind,
    asked_address: wish.address,
    asked_agent: caller.agent ?? null,
    redirect: wish.redirect ?? null,
    expires_at: at + life,
  } as const satisfies NewResetRow;
}
