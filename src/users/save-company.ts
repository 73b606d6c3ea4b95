import type { Audit } from '../audit/index.ts';
import { alone, type Database, type Tx } from '../database/index.ts';
import { type Caller, type Clock, differences, newId, oneLine, type Random, Refusal } from '../kernel/index.ts';
import { changed, faultsOf, tidied } from './company-fields.ts';
import { allCompanies, insertCompany, updateCompany } from './company-store.ts';
import type { Company, CompanyForm, CompanyWish, HelpContact, NeedsApproval, Users } from './index.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  /** Whether addresses without TLS are allowed off this machine. */
  insecureHttp: boolean;
  needsApproval: NeedsApproval;
}

/**
 * Makes a company or changes one. Whoever saw an older version of it is told instead of overwriting what somebody else
 * changed meanwhile. Where links in letters lead, whom they send for help, and whom they come from and so go back to, waits for a second
 * administrator, if that is set.
 */
export function createSaveCompany(parts: Parts): Pick<Users, 'saveCompany' | 'companyApproved'> {
  const { database, audit, insecureHttp, needsApproval } = parts;
  const save = async (tx: Tx, caller: Caller, wish: CompanyWish, approved: boolean): Promise<Company | Refusal> => {
    const { id, version, form } = wish;
    const refused = await audit.demand(tx, caller, 'companies.edit');
    if (refused) return refused;
    await alone(tx, 'companies'); // of two that take one name, the second one is told
    const companies = await allCompanies(tx);
    const before = companies.find((one) => one.id === id);
    if (id !== undefined && !before) return new Refusal('not_found', {});
    if (before && version !== undefined && version !== before.version) return new Refusal('changed_meanwhile', {});
    const wanted = tidied(changed(before, form));
    const others = companies.filter((one) => one.id !== id);
    const faults = faultsOf(wanted, others, insecureHttp);
    if (faults.length > 0) return new Refusal('fields_wrong', { faults });
    const subject = { id: before?.id ?? null, label: wanted.name };
    const changes = differences(before ? columnsOf(before) : {}, columnsOf(wanted));
    const asked = { kind: 'company', subject, wish: { ...wish, version: before?.version }, changes } as const;
    const needed = isElsewhere(wanted, before) && !approved ? await needsApproval(tx, caller, asked) : undefined;
    if (needed) return needed;
    return write(tx, parts, caller, wanted, before);
  };
  return {
    saveCompany: (caller, wish) => database.write((tx) => save(tx, caller, wish, false)),
    async companyApproved(tx, caller, wish) {
      const saved = await save(tx, caller, wish as CompanyWish, true);
      return saved instanceof Refusal ? saved : undefined;
    },
  };
}

/**
 * Without an address of its own, links of a company lead where all others do; without a help page or a help address its
 * letters lead nowhere else.
 */
function isElsewhere({ baseUrl, senderAddress, help }: CompanyForm, before: Company | undefined): boolean {
  const moves = (address: string | undefined, from: string | undefined) => address !== undefined && address !== from;
  return (
    moves(baseUrl, before?.baseUrl) ||
    moves(help.page, before?.help.page) ||
    moves(help.email, before?.help.email) ||
    senderAddress !== before?.senderAddress
  );
}

async function write(
  tx: Tx,
  { clock, random, audit }: Parts,
  caller: Caller,
  form: CompanyForm,
  before: Company | undefined,
): Promise<Company> {
  const columns = columnsOf(form);
  const after = before
    ? await updateCompany(tx, before.id, { ...columns, version: before.version + 1 })
    : await insertCompany(tx, { id: newId(clock, random), ...columns, created_at: clock.now() });
  await audit.record(tx, caller, {
    event: before ? 'company.edited' : 'company.created',
    subject: { kind: 'company', id: after.id, label: after.name },
    details: before ? changesOf(before, after) : {},
  });
  return after;
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
  return { help_name: oneLine(name), help_phone: phone ?? null, help_email: email ?? null, help_page: page ?? null };
}

/** `before.FIELD` and `after.FIELD` of everything that is not what it was. */
function changesOf(before: Company, after: Company): Record<string, string | null> {
  const [old, now] = [columnsOf(before), columnsOf(after)];
  const fields = (Object.keys(now) as (keyof typeof now)[]).filter((field) => old[field] !== now[field]);
  return Object.fromEntries(
    fields.flatMap((field) => [
      [`before.${field}`, old[field]],
      [`after.${field}`, now[field]],
    ]),
  );
}
