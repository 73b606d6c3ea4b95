import { orRefusal, readForm, readUpload, type Web, type WebContext } from '../../http/index.ts';
import { may, Refusal } from '../../kernel/index.ts';
import { LinkButton, logoAddress, Submit } from '../../ui/index.ts';
import type { Company } from '../../users/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { BothSides, FileField } from '../parts/index.ts';
import { CompanyFields, emptyForm, errorsOf, Form, fromCompany, sidesOf, type Typed, toCompany } from './form.tsx';
import { companiesPath } from './list.tsx';

const path = `${companiesPath}/:id`;

/** A company's name, look and help contact: to see, to change, to make. */
export function addCompanyPages(web: Web, desk: Desk): void {
  web.get(`${companiesPath}/new`, async (c) => {
    const staff = await mayEdit(desk, c);
    return showForm(desk, c, staff, { company: undefined, typed: emptyForm });
  });

  web.post(`${companiesPath}/new`, async (c) => save(desk, c, await mayEdit(desk, c), undefined));

  web.get(path, async (c) => {
    const { staff, company } = await find(desk, c);
    return showForm(desk, c, staff, { company, typed: fromCompany(company) });
  });

  web.post(path, async (c) => {
    const { staff, company } = await find(desk, c);
    return save(desk, c, staff, company);
  });

  web.post(`${path}/logo`, async (c) => {
    const { staff, company } = await find(desk, c);
    const first = desk.fresh(c, staff, { page: `${companiesPath}/${company.id}` });
    if (first) return first;
    const file = await readUpload(c, 'logo');
    const set = await orRefusal(desk.users.setCompanyLogo(staff.caller, company.id, file), 'fields_wrong');
    const typed = fromCompany(company);
    if (set instanceof Refusal) return showForm(desk, c, staff, { company, typed, refusal: set });
    const text = staff.t(file ? 'companies.logo.set' : 'companies.logo.removed');
    return desk.done(c, `${companiesPath}/${company.id}`, { kind: 'success', text });
  });
}

async function mayEdit(desk: Desk, c: WebContext): Promise<Staff> {
  const staff = await desk.staff(c);
  await desk.audit.admit(staff.caller, 'companies.edit');
  return staff;
}

/** Refuses `forbidden` and `not_found`. */
export async function find(desk: Desk, c: WebContext): Promise<{ staff: Staff; company: Company }> {
  const staff = await mayEdit(desk, c);
  const id = c.req.param('id');
  const company = (await desk.users.companies(desk.database.read)).find((one) => one.id === id);
  if (!company) throw new Refusal('not_found', {});
  return { staff, company };
}

/** Its address is where the links of its letters lead, so the password comes first. */
async function save(desk: Desk, c: WebContext, staff: Staff, company: Company | undefined): Promise<Response> {
  const first = desk.fresh(c, staff);
  if (first) return first;
  const typed = readForm(c, Form);
  const version = company && Number(typed.version ?? 0);
  const saved = await orRefusal(
    desk.users.saveCompany(staff.caller, { id: company?.id, version, form: toCompany(typed) }),
    'fields_wrong',
    'changed_meanwhile',
    'approval_needed',
  );
  if (saved instanceof Refusal && saved.is('approval_needed')) return desk.done(c, companiesPath, askedNow(staff));
  if (saved instanceof Refusal && saved.is('changed_meanwhile'))
    return overtaken(desk, c, staff, { typed, refusal: saved });
  if (saved instanceof Refusal) return showForm(desk, c, staff, { company, typed, refusal: saved });
  const text = staff.t('companies.saved', { name: saved.name });
  return desk.done(c, `${companiesPath}/${saved.id}`, { kind: 'success', text });
}

/** What somebody else saved meanwhile stands beside what was typed, and is what the next try has seen. */
async function overtaken(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  { typed, refusal }: { typed: Typed; refusal: Refusal },
): Promise<Response> {
  const { company } = await find(desk, c);
  const now = fromCompany(company);
  return showForm(desk, c, staff, { company, typed: { ...typed, version: now.version }, now, refusal });
}

interface Shown {
  company: Company | undefined;
  typed: Typed;
  /** As it was saved meanwhile. */
  now?: Typed;
  refusal?: Refusal | undefined;
}

function showForm(desk: Desk, c: WebContext, staff: Staff, shown: Shown): Response | Promise<Response> {
  const { t } = staff;
  const { company, typed, now, refusal } = shown;
  const errors = errorsOf(t, refusal);
  const action = company ? `${companiesPath}/${company.id}` : `${companiesPath}/new`;
  const body = (
    <div class="record">
      {now && <BothSides t={t} fields={sidesOf(t, now, typed)} />}
      <CompanyFields t={t} action={action} typed={typed} errors={errors} />
      {company && <Logo t={t} company={company} action={`${action}/logo`} error={logoError(errors)} />}
    </div>
  );
  return desk.show(c, staff, {
    title: company?.name ?? t('companies.new'),
    trail: [{ text: t('companies.title'), href: companiesPath }],
    buttons: company && may(staff.caller, 'companies.edit') && (
      <LinkButton href={`${action}/preview`}>{t('companies.preview')}</LinkButton>
    ),
    body,
    refusal,
  });
}

function logoError(errors: { field: string; text: string }[]): string | undefined {
  return errors.find(({ field }) => field === 'logo')?.text;
}

interface LogoProps {
  t: Staff['t'];
  company: Company;
  action: string;
  error: string | undefined;
}

function Logo({ t, company, action, error }: LogoProps) {
  const address = logoAddress(company);
  return (
    <section class="card" aria-labelledby="logo-title">
      <h2 id="logo-title">{t('companies.logo')}</h2>
      {address ? (
        <img class="logo-now" src={address} alt={t('companies.logo.alt', { name: company.name })} />
      ) : (
        <p class="quiet">{t('companies.logo.none')}</p>
      )}
      <form method="post" action={action} enctype="multipart/form-data">
        <FileField
          name="logo"
          label={t('companies.logo.file')}
          hint={t('companies.logo.hint')}
          error={error}
          accept="image/png,image/jpeg"
        />
        <div class="confirm-buttons">
          <Submit kind="secondary">{t(address ? 'companies.logo.replace' : 'companies.logo.upload')}</Submit>
        </div>
      </form>
    </section>
  );
}
