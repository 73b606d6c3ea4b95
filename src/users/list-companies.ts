import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import type { Companies } from './companies.ts';
import type { Users } from './index.ts';

interface Parts {
  database: Database;
  audit: Audit;
  companies: Companies;
}

/** All of them, the oldest first. */
export function createListCompanies({ database, audit, companies }: Parts): Users['listCompanies'] {
  return async (caller) => {
    await audit.admit(caller, 'companies.read');
    return companies.all(database.read);
  };
}
