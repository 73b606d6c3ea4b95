import { type Database, type Reader, remember, type Tx } from '../database/index.ts';
import { type Clock, nameLine, newId, type Random } from '../kernel/index.ts';
import { longestText } from './company-fields.ts';
import { allCompanies, findLogo, insertCompany, updateCompany } from './company-store.ts';
import type { Company, Logo, NewCompany } from './index.ts';
import { sizeOf } from './picture.ts';
import { columnsOf, helpColumns } from './save-company.ts';

export interface Companies {
  all(db: Reader | Tx): Promise<Company[]>;
  byId(db: Reader | Tx, id: string): Promise<Company>;
  forOrigin(db: Reader | Tx, origin: string): Promise<Company | undefined>;
  /** By its id, else by its name, which may be anything. */
  named(db: Reader | Tx, name: string): Promise<Company | undefined>;
  create(tx: Tx, company: NewCompany): Promise<Company>;
  logo(db: Reader | Tx, digest: string): Promise<Logo | undefined>;
  introduce(tx: Tx, id: string, company: Pick<NewCompany, 'name' | 'help'>): Promise<void>;
}

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
}

/** Companies are a handful, so they are read whole. */
export function createCompanies({ database, clock, random }: Parts): Companies {
  const all = remember(database, allCompanies);
  return {
    all,
    async byId(db, id) {
      const company = (await all(db)).find((one) => one.id === id);
      if (!company) throw new Error(`company ${id} is gone`);
      return company;
    },
    async forOrigin(db, origin) {
      const companies = await all(db);
      return companies.find((one) => one.baseUrl === origin) ?? companies[0];
    },
    async named(db, name) {
      const companies = await all(db);
      return companies.find((one) => one.id === name) ?? companies.find((one) => one.name === name);
    },
    create: (tx, company) =>
      insertCompany(tx, {
        id: newId(clock, random),
        ...columnsOf({ ...company, name: nameLine(company.name) }),
        created_at: clock.now(),
      }),
    async logo(db, digest) {
      const row = await findLogo(db, digest);
      const content = row && Buffer.from(row.content, 'base64');
      const size = content && sizeOf(content);
      return size && { type: row.type, content, ...size };
    },
    async introduce(tx, id, company) {
      const name = nameLine(company.name, longestText);
      const help = { ...company.help, name: nameLine(company.help.name, longestText) };
      // One without a name could not be saved again.
      await updateCompany(tx, id, { ...(name !== '' && { name }), ...helpColumns(help) });
    },
  };
}

/**
 * A company for whoever has to approve that somebody is in it: it is called whatever one administrator says, who may be the one
 * that asks, and letters to its people come from its addresses and lead there.
 */
export function withAddresses({ name, baseUrl, senderAddress }: Company): string {
  const addresses = [baseUrl, senderAddress].filter((address) => address !== undefined);
  return addresses.length === 0 ? name : `${name} (${addresses.join(', ')})`;
}
