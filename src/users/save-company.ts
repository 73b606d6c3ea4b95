import { createHash } from 'node:crypto';
import type { Audit } from '../audit/index.ts';
import { alone, type Database, type Tx } from '../database/index.ts';
import { type Caller, type Clock, newId, oneLine, type Random, Refusal } from '../kernel/index.ts';
import { faultsOf, tidied } from './company-fields.ts';
import { allCompanies, deleteUnusedLogos, insertCompany, insertLogo, updateCompany } from './company-store.ts';
import type { Company, CompanyForm, HelpContact, Users } from './index.ts';
import { type Picture, redraw } from './picture.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  /** Whether addresses without TLS are allowed off this machine. */
  insecureHttp: boolean;
}

type Save = Users['saveCompany'];
type Wanted = Omit<Parameters<Save>[1], 'form' | 'logo'> & { form: CompanyForm; logo: Picture | 'keep' | 'none' };

/**
 * Makes a company or changes one. Whoever saw an older version of it is told instead of overwriting what somebody else
 * changed meanwhile.
 */
export function createSaveCompany(parts: Parts): Save {
  const { database, audit } = parts;
  return async (caller, { logo, form, ...which }) => {
    await audit.admit(caller, 'companies.edit');
    const picture = typeof logo === 'string' ? logo : await redraw(logo);
    const faults = typeof picture === 'object' && 'fault' in picture ? [picture] : [];
    const drawn = typeof picture === 'object' && 'fault' in picture ? ('keep' as const) : picture;
    return database.write(async (tx) => {
      await alone(tx, 'companies'); // of two that take one name, the second one is told
      const companies = await allCompanies(tx);
      const before = companies.find(({ id }) => id === which.id);
      if (which.id !== undefined && !before) return new Refusal('not_found', {});
      if (before && before.version !== which.version) return new Refusal('changed_meanwhile', {});
      const wanted = tidied(form);
      const others = companies.filter(({ id }) => id !== which.id);
      const wrong = [...faultsOf(wanted, others, parts.insecureHttp), ...faults];
      if (wrong.length > 0) return new Refusal('fields_wrong', { faults: wrong });
      return write(tx, parts, caller, { ...which, form: wanted, logo: drawn, before });
    });
  };
}

async function write(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { form, logo, before }: Wanted & { before: Company | undefined },
): Promise<Company> {
  const { clock, random, audit } = parts;
  const at = clock.now();
  const columns = { ...columnsOf(form), logo: await keep(tx, logo, before, at) };
  const id = before?.id ?? newId(clock, random);
  const after = before
    ? await updateCompany(tx, id, { ...columns, version: before.version + 1 })
    : await insertCompany(tx, { id, ...columns, created_at: at });
  await deleteUnusedLogos(tx);
  await audit.record(tx, caller, {
    event: before ? 'company.edited' : 'company.created',
    subject: { kind: 'company', id, label: form.name },
    details: before ? changesOf(before, after) : {},
  });
  return after;
}

/** Answers the digest of the picture that the company has from now on. */
async function keep(tx: Tx, logo: Wanted['logo'], before: Company | undefined, at: number): Promise<string | null> {
  if (logo === 'keep') return before?.logo ?? null;
  if (logo === 'none') return null;
  const digest = createHash('sha256').update(logo.content).digest('hex');
  await insertLogo(tx, { digest, type: logo.type, content: logo.content.toString('base64'), created_at: at });
  return digest;
}

export function columnsOf({ name, language, help, senderAddress, baseUrl, colour }: CompanyForm) {
  return {
    name,
    language,
    sender_address: senderAddress ?? null,
    base_url: baseUrl ?? null,
    colour: colour ?? null,
    ...helpColumns(help),
  };
}

export function helpColumns({ name, phone, email, page }: HelpContact) {
  return {
    help_name: oneLine(name),
    help_phone: phone ?? null,
    help_email: email ?? null,
    help_page: page ?? null,
  };
}

/** `before.FIELD` and `after.FIELD` of everything that is not what it was. */
function changesOf(before: Company, after: Company): Record<string, string | null> {
  const [old, now] = [
    { ...columnsOf(before), logo: before.logo },
    { ...columnsOf(after), logo: after.logo },
  ];
  const fields = (Object.keys(now) as (keyof typeof now)[]).filter((field) => old[field] !== now[field]);
  return Object.fromEntries(
    fields.flatMap((field) => [
      [`before.${field}`, old[field] ?? null],
      [`after.${field}`, now[field] ?? null],
    ]),
  );
}
