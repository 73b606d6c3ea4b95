import type { Reader, Tx } from '../../database/index.ts';
import type { EditableLetter, OwnWords } from './template.ts';

/** Which words: of one company, in one language, for one letter. */
export interface Which {
  companyId: string;
  language: string;
  letter: EditableLetter;
}

/** What a company says in its own words in one language, letter by letter. */
export async function ownWordsIn(
  db: Reader | Tx,
  { companyId, language }: Omit<Which, 'letter'>,
): Promise<Map<string, OwnWords>> {
  const rows = await db
    .selectFrom('letter_texts')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('language', '=', language)
    .execute();
  return new Map(rows.map(({ letter, introduction, closing }) => [letter, { introduction, closing }]));
}

/** When the words of a letter were last changed, in milliseconds; 0 where a company has none of its own. */
export async function wordsChangedAt(db: Reader | Tx, { companyId, language, letter }: Which): Promise<number> {
  const row = await db
    .selectFrom('letter_texts')
    .select('changed_at')
    .where('company_id', '=', companyId)
    .where('language', '=', language)
    .where('letter', '=', letter)
    .executeTakeFirst();
  return row?.changed_at ?? 0;
}

export async function writeOwnWords(
  tx: Tx,
  { companyId, language, letter }: Which,
  words: OwnWords & { at: number; by: string },
): Promise<void> {
  const { introduction, closing, at, by } = words;
  const change = { introduction, closing, changed_at: at, changed_by: by };
  await tx
    .insertInto('letter_texts')
    .values({ company_id: companyId, language, letter, ...change })
    .onConflict((conflict) => conflict.columns(['company_id', 'language', 'letter']).doUpdateSet(change))
    .execute();
}

/** Answers whether there were any. */
export async function deleteOwnWords(tx: Tx, { companyId, language, letter }: Which): Promise<boolean> {
  const gone = await tx
    .deleteFrom('letter_texts')
    .where('company_id', '=', companyId)
    .where('language', '=', language)
    .where('letter', '=', letter)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
