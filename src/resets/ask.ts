import { type Tx, together } from '../database/index.ts';
import { type Caller, plainAddress, Refusal } from '../kernel/index.ts';
import { limited, type Take } from '../throttle/index.ts';
import type { Resets } from './index.ts';
import { asksFrom, manyAsks, refusedAsks } from './limits.ts';
import type { Parts } from './parts.ts';
import { type Ask, recordAsks } from './record-asks.ts';
import { isName } from './typed-name.ts';

/** How many share a transaction at most. */
const mostTogether = 32;

/**
 * A person asks for a reset. One durable row says so, whoever was named: nobody is looked up here, so there is nothing
 * that the answer, its bytes or its time could tell. A worker decides. Those who ask at once share a transaction and its
 * statements: the count of the whole installation is held until the commit, and one by one they would wait for it.
 */
export function createAsk(parts: Parts): Resets['ask'] {
  const ask = together<Ask, undefined>(parts.database, mostTogether, (tx, asks) => askEach(tx, parts, asks));
  return async (program, { login, redirect, clientAddress, challenge }) => {
    if (!isName(login)) throw new Refusal('malformed', { field: 'login' });
    const caller = await askingFrom(parts, program, clientAddress);
    await parts.challenges.demand(caller, { ...(await challengedAt(parts, caller)), answer: challenge });
    await ask({ caller, login, redirect });
  };
}

export function createAskChallenge(parts: Parts): Resets['askChallenge'] {
  return async (caller) => parts.challenges.pending(caller, await challengedAt(parts, caller));
}

async function challengedAt({ settings, database }: Parts, { address }: Caller) {
  return { form: 'ask', signs: manyAsks(await settings.read(database.read), address) } as const;
}

/** Whoever asks through a program is where the program says, if it may say so. */
async function askingFrom({ audit }: Parts, program: Caller, address: string | undefined): Promise<Caller> {
  if (address === undefined) return program;
  await audit.admit(program, 'resets.ask_for');
  const plain = plainAddress(address);
  if (plain === undefined) throw new Refusal('malformed', { field: 'client_address' });
  return { ...program, address: plain };
}

async function askEach(tx: Tx, parts: Parts, asks: Ask[]): Promise<(Refusal | undefined)[]> {
  const rules = await parts.settings.read(tx);
  if (!rules.self_service) return asks.map(() => new Refusal('self_service_off', {}));
  const takes = asks.map(({ caller }) => asksFrom(rules, caller.address));
  const refusals = (await parts.throttle.takeEach(tx, takes)).map(limited);
  const admitted = asks.filter((_, index) => refusals[index] === undefined);
  await countRefused(tx, parts, asks.length - admitted.length);
  await recordAsks(tx, parts, admitted, rules.link_life);
  return refusals;
}

/** No row for a refused ask: a counter, which the worker tells about once a minute. */
async function countRefused(tx: Tx, { throttle }: Parts, count: number): Promise<void> {
  const one: Take[] = [{ rule: refusedAsks, of: '' }];
  if (count > 0) await throttle.takeEach(tx, Array<Take[]>(count).fill(one));
}
