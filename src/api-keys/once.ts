import type { Tx } from '../database/index.ts';
import { type Caller, day, minute, Refusal } from '../kernel/index.ts';
import type { Parts } from './api-keys.ts';
import { type CallName, type CallRow, callByName, deleteCall, insertCall, keepAnswer } from './call-store.ts';
import type { ApiKeys } from './index.ts';
import { holdKey } from './store.ts';

const answerKeptFor = day;
/** Longer than any act takes: after it, whoever began has died over it. */
const longestAct = 2 * minute;
const markForm = /^[\x21-\x7e]{1,255}$/;

/** The first of several equal calls is done, the others are answered as it was. */
export function createOnce({ database, clock, secrets }: Parts): ApiKeys['once'] {
  return async <T>(caller: Caller, call: { idempotencyKey: string; request: string }, act: () => Promise<T>) => {
    const key = caller.actor.kind === 'user' ? caller.actor.key : undefined;
    if (!key) return { answer: await act(), replayed: false };
    if (!markForm.test(call.idempotencyKey)) throw new Refusal('malformed', { field: 'Idempotency-Key' });
    const [name, former] = secrets
      .digests('api-call', `mark ${call.idempotencyKey}`)
      .map((call_digest) => ({ key_id: key.id, call_digest })) as [CallName, CallName?];
    const request = `request ${call.request}`;
    const earlier = await database.write(async (tx) => {
      if (!(await holdKey(tx, key.id))) return new Refusal('key_unknown', {}); // it ended since it was looked at
      return (former && (await found(tx, former, request))) ?? begin(tx, name, request);
    });
    if (earlier !== undefined) {
      const text = secrets.open('api-call', contextOf(earlier), earlier.answer_sealed ?? '');
      return { answer: JSON.parse(text ?? 'null') as T, replayed: true };
    }
    const answer = await orForget(name, act);
    const sealed = secrets.seal('api-call', contextOf(name), JSON.stringify(answer ?? null));
    await database.write((tx) => keepAnswer(tx, name, sealed));
    return { answer, replayed: false };
  };

  /** A call that was begun under the secret before a rotation. */
  async function found(tx: Tx, name: CallName, request: string): Promise<CallRow | undefined | Refusal> {
    await deleteCall(tx, name, clock.now());
    const earlier = await callByName(tx, name);
    return earlier && judge(earlier, request);
  }

  /** Answers what was answered before; nothing when the call is new. */
  async function begin(tx: Tx, name: CallName, request: string): Promise<CallRow | undefined | Refusal> {
    const now = clock.now();
    await deleteCall(tx, name, now);
    const times = { lease_until: now + longestAct, expires_at: now + answerKeptFor };
    const row = { ...name, ...times, request_digest: secrets.digest('api-call', request), answer_sealed: null };
    if (await insertCall(tx, row)) return undefined;
    const earlier = await callByName(tx, name);
    return earlier ? judge(earlier, request) : new Refusal('call_in_progress', { retryAfter: 1 });
  }

  /** What is refused was not done, so the same call may come again. What ended otherwise may have been. */
  async function orForget<T>(name: CallName, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refusal) await database.write((tx) => deleteCall(tx, name));
      throw error;
    }
  }

  function judge(earlier: CallRow, request: string): CallRow | Refusal {
    if (!secrets.vouches('api-call', request, earlier.request_digest)) return new Refusal('call_mismatch', {});
    if (earlier.answer_sealed !== null) return earlier;
    return earlier.lease_until > clock.now()
      ? new Refusal('call_in_progress', { retryAfter: 1 })
      : new Refusal('call_unfinished', {});
  }
}

function contextOf({ key_id, call_digest }: CallName): string {
  return `${key_id} ${call_digest}`;
}
