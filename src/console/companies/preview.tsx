import type { Web } from '../../http/index.ts';
import { isLanguage, languageNames, languages } from '../../locale/index.ts';
import { Layout, LinkButton, Notice, pageText, SelectField, Submit } from '../../ui/index.ts';
import type { Company } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { companiesPath } from './list.tsx';
import { find } from './pages.tsx';
import { type Previewed, previewed, previews } from './previews.tsx';

interface Shown {
  company: Company;
  page: Previewed;
  language: string;
}

/** The public pages as people of a company see them, in each language. Nothing on them does anything. */
export function addCompanyPreview(web: Web, desk: Desk): void {
  web.get(`${companiesPath}/:id/preview`, async (c) => {
    const { staff, company } = await find(desk, c);
    const { page: asked, language: wanted = '' } = c.req.query();
    const page = previewed.find((one) => one === asked) ?? 'sign_in';
    const shown = { company, page, language: isLanguage(wanted) ? wanted : company.language };
    const t = desk.locale.in(shown.language);
    const rules = await desk.settings.read(desk.database.read);
    const policy = desk.passwords.policy(rules);
    const seen = { t, company, policy, selfService: rules.self_service, now: desk.clock.now() };
    const body = (
      <>
        <Choice t={staff.t} shown={shown} />
        <div class={`sheet${page === 'new_password' ? ' sheet-wide' : ''}`}>
          <form>
            <fieldset class="preview" disabled>
              {previews[page](seen)}
            </fieldset>
          </form>
        </div>
      </>
    );
    const document = { t, company, title: staff.t('companies.preview'), asset: desk.asset };
    return c.html(await pageText(<Layout {...document}>{body}</Layout>));
  });
}

/** Which page, and in which language: in the console's own. */
function Choice({ t, shown: { company, page, language } }: { t: Staff['t']; shown: Shown }) {
  const path = `${companiesPath}/${company.id}`;
  return (
    <form method="get" action={`${path}/preview`} class="sheet preview-choice" lang="en" dir="ltr">
      <Notice kind="info" title={t('companies.preview.note')} />
      <SelectField
        name="page"
        label={t('companies.preview.page')}
        options={previewed.map((one) => ({
          value: one,
          text: t(`companies.preview.${one}`),
          selected: one === page,
        }))}
      />
      <SelectField
        name="language"
        label={t('companies.language')}
        options={languages.map((one) => ({ value: one, text: languageNames[one], selected: one === language }))}
      />
      <p class="actions">
        <Submit>{t('companies.preview.show')}</Submit>
        <LinkButton href={path}>{t('companies.preview.back')}</LinkButton>
      </p>
    </form>
  );
}
