import { type Kysely, sql } from 'kysely';
import { foldBeyondAscii } from '../kernel/index.ts';

const readAtOnce = 10_000;
const sides = ['actor', 'subject'] as const;

type Row = { id: string } & Record<`${(typeof sides)[number]}_label`, string | null>;

/**
 * Migration 0066: an engine's own lower case knows no more than ASCII, or what its locale says. Labels with other letters, few
 * of them as a rule, are found by their folded form; the index of migration 0061 goes on finding the others.
 */
export async function auditNames(db: Kysely<unknown>): Promise<void> {
  for (const side of sides) {
    await db.schema.alterTable('audit_events').addColumn(`${side}_folded`, 'text').execute();
    await db.schema
      .createIndex(`audit_events_${side}_folded`)
      .on('audit_events')
      .columns([`${side}_folded`, 'id'])
      .where(`${side}_folded` as never, 'is not', null)
      .execute();
  }
  for (let after = ''; ; ) {
    const { rows } = await sql<Row>`select id, actor_label, subject_label from audit_events
      where id > ${after} order by id limit ${readAtOnce}`.execute(db);
    for (const row of rows) await foldLabels(db, row);
    if (rows.length < readAtOnce) return;
    after = rows.at(-1)?.id ?? '';
  }
}

async function foldLabels(db: Kysely<unknown>, { id, actor_label, subject_label }: Row): Promise<void> {
  const [actor, subject] = [foldBeyondAscii(actor_label), foldBeyondAscii(subject_label)];
  if (actor === null && subject === null) return;
  await sql`update audit_events set actor_folded = ${actor}, subject_folded = ${subject} where id = ${id}`.execute(db);
}
