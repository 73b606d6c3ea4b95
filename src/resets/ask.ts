import { isIP } from 'node:net';
import type { Tx } from '../database/index.ts';
import { type Caller, fold, isStorable, newId, Refusal } from '../kernel/index.ts';
import { limited } from '../throttle/index.ts';
import type { Resets } from './index.ts';
import { asksFrom, refusedAsks, sameAskWithin } from './limits.ts';
import type { Parts } from './parts.ts';
import { addToWaiting, insertReset } from './store.ts';

/** Longer than any login or email. */
const longestName = 320;

/**
 * A person asks for a reset. One durable row says so, whoever was named: nobody is looked up here, so there is nothing
 * that the answer, its bytes or its time could tell. A worker decides.
 */
export function createAsk(parts: Parts): Resets['ask'] {
  const { database, settings, throttle } = parts;
  return async (program, asked) => {
    if (!isName(asked.login)) throw new Refusal('malformed', { field: 'login' });
    const caller = await askingFrom(parts, program, asked.clientAddress);
    await database.write(async (tx) => {
      const { self_service, link_life } = await settings.read(tx);
      if (!self_service) return new Refusal('self_service_off', {});
      const tooMany = limited(await throttle.take(tx, asksFrom(caller.address)));
      if (tooMany) return countRefused(tx, parts, tooMany);
      return record(tx, parts, caller, { ...asked, life: link_life });
    });
  };
}

/** Whoever asks through a program is where the program says, if it may say so. */
async function askingFrom({ audit }: Parts, program: Caller, address: string | undefined): Promise<Caller> {
  if (address === undefined) return program;
  await audit.admit(program, 'resets.ask_for');
  if (isIP(address) === 0) throw new Refusal('malformed', { field: 'client_address' });
  return { ...program, address: address.toLowerCase() };
}

function isName(typed: string): boolean {
  return typed.trim() !== '' && typed.length <= longestName && isStorable(typed);
}

/** No row for a refused ask: a counter, which the worker tells about once a minute. */
async function countRefused(tx: Tx, { throttle }: Parts, refusal: Refusal): Promise<Refusal> {
  await throttle.take(tx, [{ rule: refusedAsks, of: '' }]);
  return refusal;
}

async function record(
  tx: Tx,
  { clock, random, secrets, audit }: Parts,
  caller: Caller,
  asked: { login: string; redirect?: string | undefined; life: number },
): Promise<void> {
  const at = clock.now();
  const digest = secrets.digest('typed-name', fold(asked.login));
  const address = caller.address ?? null;
  if (await addToWaiting(tx, { digest, address, since: at - sameAskWithin, at })) return;
  const id = newId(clock, random);
  await insertReset(tx, {
    id,
    purpose: 'reset',
    source: 'self',
    state: 'asked',
    typed_sealed: secrets.seal('typed-name', id, asked.login),
    typed_digest: digest,
    asked_at: at,
    last_asked_at: at,
    asked_by_kind: caller.actor.kind,
    asked_address: address,
    asked_agent: caller.agent ?? null,
    redirect: asked.redirect ?? null,
    expires_at: at + asked.life,
  });
  await audit.record(tx, caller, {
    event: 'reset.asked',
    resetId: id,
    subject: { kind: 'reset', id, label: undefined },
  });
}
