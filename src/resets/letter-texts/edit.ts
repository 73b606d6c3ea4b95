import { alone, type Tx } from '../../database/index.ts';
import { type Caller, Refusal } from '../../kernel/index.ts';
import { isLanguage } from '../../locale/index.ts';
import type { Resets } from '../index.ts';
import type { Parts } from '../parts.ts';
import { judgeWords } from './judge-words.ts';
import { deleteOwnWords, type Which, wordsChangedAt, writeOwnWords } from './store.ts';
import { editableLetters, type OwnWords } from './template.ts';

/**
 * A company's own words for a letter in one language, or the words that all have once more. Whoever saw older ones is told
 * instead of overwriting what somebody else wrote meanwhile.
 */
export function createEditLetter(parts: Parts): Resets['editLetter'] {
  const { database, audit } = parts;
  return async (caller, which, words, version) => {
    const fault = words && (await judgeWords(words));
    await database.write(async (tx) => {
      const refused = (await audit.demand(tx, caller, 'letters.edit')) ?? (await judge(tx, parts, which));
      if (refused) return refused;
      if (fault) return new Refusal('letter_text_refused', { ...fault });
      await alone(tx, 'letter texts'); // of two who saw the same, the second one sees what the first one made of it
      const isStale = version !== undefined && version !== (await wordsChangedAt(tx, which));
      if (isStale) return new Refusal('changed_meanwhile', {});
      const changed = words ? await keep(tx, parts, caller, { which, words }) : await deleteOwnWords(tx, which);
      if (!changed) return undefined;
      const { companyId, language, letter } = which;
      const subject = { kind: 'company', id: companyId, label: letter } as const;
      const details = { letter, language, to_default: words === undefined };
      await audit.record(tx, caller, { event: 'letter.edited', subject, details });
      return undefined;
    });
  };
}

async function judge(tx: Tx, { users }: Parts, { companyId, language, letter }: Which): Promise<Refusal | undefined> {
  if (!isLanguage(language)) return new Refusal('malformed', { field: 'language' });
  if (!editableLetters.includes(letter)) return new Refusal('malformed', { field: 'letter' });
  const known = (await users.companies(tx)).some(({ id }) => id === companyId);
  return known ? undefined : new Refusal('not_found', {});
}

async function keep(
  tx: Tx,
  { clock }: Parts,
  { actor }: Caller,
  { which, words }: { which: Which; words: OwnWords },
): Promise<true> {
  const by = 'label' in actor ? actor.label : actor.kind;
  await writeOwnWords(tx, which, { ...words, at: clock.now(), by });
  return true;
}
