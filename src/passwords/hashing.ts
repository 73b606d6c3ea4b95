import { availableParallelism } from 'node:os';
import { parseOptions } from '@node-rs/argon2';
import { type Argon2, type Cost, createArgon2 } from './argon2-threads.ts';
import { createLine, type LineState, usualWait } from './line.ts';

export interface Hashing {
  hash(password: string): Promise<string>;
  verify(hash: string | undefined, password: string): Promise<boolean>;
  needsRehash(hash: string): boolean;
  line(): LineState;
  close(): Promise<void>;
}

/** Argon2id at the floor that OWASP names: 19 MiB, two passes, one lane. About 10 ms of one core. */
const cost: Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const argon2id = 2;
const version13 = 1;

/** Stands in where there is no hash, or a broken one: the same work, and no password fits. */
const nobodys = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** As many at once as there are cores: more would not be faster. */
export function createHashing(argon2: Argon2 = createArgon2(), atOnce = availableParallelism()): Hashing {
  const line = createLine({ atOnce, ...usualWait });

  async function fits(stored: string, password: string): Promise<boolean> {
    const fitting = await argon2.verify(stored, password);
    return fitting ?? argon2.verify(nobodys, password).then(() => false);
  }

  return {
    hash: (password) => line.run(() => argon2.hash(asHashed(password), cost)),
    async verify(stored, password) {
      const right = await line.run(() => fits(stored ?? nobodys, asHashed(password)));
      return right && stored !== undefined;
    },
    needsRehash: (stored) => !hasCurrentCost(stored),
    line: line.state,
    close: argon2.close,
  };
}

/**
 * NFC, so that a password typed on another keyboard is the same password; nothing more is changed and nothing cut.
 * (RFC 8265 would also map spaces and refuse some characters: then what was typed would not be what is checked.)
 * Half a surrogate pair has no UTF-8, and all halves would become one character: such a password is spelled out.
 */
function asHashed(password: string): string {
  const composed = password.normalize('NFC');
  return composed.isWellFormed() ? composed : Buffer.from(composed, 'utf16le').toString('hex');
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
