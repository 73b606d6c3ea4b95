import { createHash } from 'node:crypto';
import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Clock, Refusal } from '../kernel/index.ts';
import { allCompanies, deleteUnusedLogos, insertLogo, updateCompany } from './company-store.ts';
import type { Users } from './index.ts';
import { redraw } from './picture.ts';

interface Parts {
  database: Database;
  clock: Clock;
  audit: Audit;
}

/** Gives a company its picture, or takes it away. It is drawn anew before the transaction. */
export function createSetLogo({ database, clock, audit }: Parts): Users['setCompanyLogo'] {
  return async (caller, companyId, file) => {
    await audit.admit(caller, 'companies.edit');
    const picture = file && (await redraw(file));
    if (picture && 'fault' in picture) throw new Refusal('fields_wrong', { faults: [picture] });
    await database.write(async (tx) => {
      const refused = await audit.demand(tx, caller, 'companies.edit');
      if (refused) return refused;
      const company = (await allCompanies(tx)).find(({ id }) => id === companyId);
      if (!company) return new Refusal('not_found', {});
      const digest = picture ? createHash('sha256').update(picture.content).digest('hex') : null;
      if (picture && digest) {
        const content = picture.content.toString('base64');
        await insertLogo(tx, { digest, type: picture.type, content, created_at: clock.now() });
      }
      await updateCompany(tx, companyId, { logo: digest, version: company.version + 1 });
      await deleteUnusedLogos(tx);
      const subject = { kind: 'company', id: companyId, label: company.name } as const;
      const details = { 'before.logo': company.logo ?? null, 'after.logo': digest };
      await audit.record(tx, caller, { event: 'company.edited', subject, details });
      return undefined;
    });
  };
}
