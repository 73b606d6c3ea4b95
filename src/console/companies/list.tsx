import type { Web } from '../../http/index.ts';
import { languageName } from '../../locale/index.ts';
import { logoAddress } from '../../ui/index.ts';
import type { Desk } from '../desk.tsx';
import { ActionMenu, NewButton } from '../parts/index.ts';

export const companiesPath = '/settings/companies';

/** The companies are a handful, so they stand on one page. */
export function addCompaniesList(web: Web, desk: Desk): void {
  web.get(companiesPath, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.admit(staff.caller, 'companies.edit');
    const { t } = staff;
    const companies = await desk.users.companies(desk.database.read);
    const body = (
      <section class="scroll sheet sheet-full" tabindex={0} aria-label={t('companies.title')}>
        <table class="table">
          <thead>
            <tr>
              {(['name', 'language', 'colour', 'help', 'base_url', 'sender_address'] as const).map((key) => (
                <th scope="col">{t(`companies.${key}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {companies.map((company) => (
              <tr>
                <td>
                  {company.logo && <img class="logo-small" src={logoAddress(company)} alt="" />}{' '}
                  <a href={`${companiesPath}/${company.id}`}>{company.name}</a>
                </td>
                <td>{languageName(company.language, t.language)}</td>
                <td>{company.colour ?? ''}</td>
                <td>{company.help.name}</td>
                <td>{company.baseUrl ?? ''}</td>
                <td>{company.senderAddress ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    );
    const buttons = <NewButton t={t} href={`${companiesPath}/new`} />;
    const gear = (
      <ActionMenu label={t('list.menu')} actions={[{ text: t('list.export'), href: `${companiesPath}/export` }]} />
    );
    return desk.show(c, staff, { title: t('companies.title'), buttons, gear, body });
  });
}
