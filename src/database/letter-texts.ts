import type { Kysely } from 'kysely';

/** What a company says in its letters in its own words. */
export async function letterTexts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('letter_texts')
    .addColumn('company_id', 'text', (c) => c.notNull().references('companies.id').onDelete('cascade'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('letter', 'text', (c) => c.notNull())
    .addColumn('introduction', 'text', (c) => c.notNull())
    .addColumn('closing', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('letter_texts_key', ['company_id', 'language', 'letter'])
    .execute();
}
