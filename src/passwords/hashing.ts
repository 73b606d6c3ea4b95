import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { createLine, type LineState, usualWait, type Waiter } from '../kernel/index.ts';
import { giveWay } from './give-way.ts';
import { composed } from './rules.ts';

export interface Hashing {
  hash(password: string): Promise<string>;
  verify(hash: string | undefined, password: string, who?: Waiter): Promise<boolean>;
  needsRehash(hash: string): boolean;
  line(): LineState;
}

/** The memory in KiB, the passes over it, the lanes. */
interface Cost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** The memory-hard function, as a proof replaces it. */
export interface Argon2 {
  hash(password: string, cost: Cost): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Argon2id at the floor that OWASP names: 19 MiB, two passes, one lane. About 10 ms of one core. */
const cost: Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const argon2id = 2;
const version13 = 1;

/** Places in the line for those who are known. */
const kept = 16;

/** Stands in where there is no hash, or a broken one: the same work, and no password fits. */
const nobodys = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * As many at once as there are cores: more would not be faster, and would starve the file and name look-ups that share
 * the same threads.
 */
export function createHashing(argon2: Argon2 = { hash, verify }, atOnce = availableParallelism()): Hashing {
  const line = createLine({ atOnce, ...usualWait, kept });
  let polite = false;

  /** The threads are there once the first hash is: none before it has anybody wait. */
  async function compute<T>(work: () => Promise<T>, who?: Waiter): Promise<T> {
    const result = await line.run(work, who);
    if (!polite) giveWay();
    polite = true;
    return result;
  }

  async function fits(stored: string, password: string): Promise<boolean> {
    try {
      return await argon2.verify(stored, password);
    } catch {
      return argon2.verify(nobodys, password).then(() => false);
    }
  }

  return {
    // Whoever chooses a password has a link or a session, or has just proved the one before.
    hash: (password) => compute(() => argon2.hash(asHashed(password), cost), 'known'),
    async verify(stored, password, who) {
      const right = await compute(() => fits(stored ?? nobodys, asHashed(password)), who);
      return right && stored !== undefined;
    },
    needsRehash: (stored) => !hasCurrentCost(stored),
    line: line.state,
  };
}

/**
 * Nothing is changed but for NFC, and nothing cut. (RFC 8265 would also map spaces and refuse some characters: then what was typed would not be what is checked.)
 * Half a surrogate pair has no UTF-8, and all halves would become one character: such a password is spelled out.
 */
function asHashed(password: string): string {
  const text = composed(password);
  return text.isWellFormed() ? text : Buffer.from(text, 'utf16le').toString('hex');
}

function hasCurrentCost(stored: string): boolean {
  try {
    const { algorithm, version, memoryCost, timeCost, parallelism } = parseOptions(stored);
    const current = algorithm === argon2id && version === version13;
    return current && memoryCost === cost.memoryCost && timeCost === cost.timeCost && parallelism === cost.parallelism;
  } catch {
    return false;
  }
}
