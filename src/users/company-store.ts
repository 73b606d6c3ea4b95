import type { Insertable, Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';
import type { Company } from './index.ts';

type NewCompanyRow = Insertable<Schema['companies']>;
type LogoRow = Selectable<Schema['logos']>;

export async function allCompanies(db: Reader | Tx): Promise<Company[]> {
  const rows = await db.selectFrom('companies').selectAll().orderBy('id').execute();
  return rows.map(toCompany);
}

export async function insertCompany(tx: Tx, row: NewCompanyRow): Promise<Company> {
  return toCompany(await tx.insertInto('companies').values(row).returningAll().executeTakeFirstOrThrow());
}

export async function updateCompany(tx: Tx, id: string, change: Partial<NewCompanyRow>): Promise<Company> {
  const query = tx.updateTable('companies').set(change).where('id', '=', id).returningAll();
  return toCompany(await query.executeTakeFirstOrThrow());
}

/** The same picture is kept once. */
export async function insertLogo(tx: Tx, row: LogoRow): Promise<void> {
  await tx
    .insertInto('logos')
    .values(row)
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
}

export async function deleteUnusedLogos(tx: Tx): Promise<void> {
  const used = tx.selectFrom('companies').select('logo').where('logo', 'is not', null).$narrowType<{ logo: string }>();
  await tx.deleteFrom('logos').where('digest', 'not in', used).execute();
}

export async function findLogo(db: Reader | Tx, digest: string): Promise<LogoRow | undefined> {
  return db.selectFrom('logos').selectAll().where('digest', '=', digest).executeTakeFirst();
}

function toCompany(row: Selectable<Schema['companies']>): Company {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    senderAddress: row.sender_address ?? undefined,
    baseUrl: row.base_url ?? undefined,
    colour: row.colour ?? undefined,
    logo: row.logo ?? undefined,
    version: row.version,
    help: {
      name: row.help_name,
      phone: row.help_phone ?? undefined,
      email: row.help_email ?? undefined,
      page: row.help_page ?? undefined,
    },
  };
}
