import { createCommonList } from '../../src/passwords/common-list.ts';
import type { Known } from '../../src/passwords/judge.ts';
import type { PasswordSettings } from '../../src/passwords/terms.ts';

/** What an installation judges by to which nothing was added. */
export const standard: PasswordSettings = {
  policy: 'guide',
  password_min_length: 8,
  password_history: 0,
  password_barred_words: [],
  breach_lookup: 'off',
  breach_lookup_address: 'https://breaches.example',
};

const list = createCommonList();

/** All that judges, with the parts that a proof is about; nothing else is found anywhere. */
export function knowing(parts: Partial<Known> & Pick<Known, 'strength'>): Known {
  return {
    list,
    breachedFile: { isThere: () => false, has: () => false },
    breachLookup: { has: async () => assertNotAsked() },
    verify: async () => assertNotAsked(),
    ...parts,
  };
}

function assertNotAsked(): never {
  throw new Error('asked although nothing demands it');
}
