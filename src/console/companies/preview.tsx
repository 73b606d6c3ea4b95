import { html } from 'hono/html';
import type { Web } from '../../http/index.ts';
import { Layout, LinkButton, Notice, PasswordField, Submit, TextField } from '../../ui/index.ts';
import type { Desk } from '../desk.tsx';
import { companiesPath } from './list.tsx';
import { find } from './pages.tsx';

/** The sign-in page as people of a company see it. Nothing on it does anything. */
export function addCompanyPreview(web: Web, desk: Desk): void {
  web.get(`${companiesPath}/:id/preview`, async (c) => {
    const { company } = await find(desk, c);
    const t = desk.locale.in(company.language);
    const body = (
      <div class="sheet">
        <Notice kind="info" title={t('companies.preview.note')}>
          <LinkButton href={`${companiesPath}/${company.id}`}>{t('companies.preview.back')}</LinkButton>
        </Notice>
        <h1>{t('pages.sign_in.title')}</h1>
        <form>
          <fieldset class="preview" disabled>
            <TextField name="login" label={t('pages.sign_in.login')} />
            <PasswordField t={t} name="password" label={t('pages.sign_in.password')} />
            <Submit>{t('pages.sign_in.button')}</Submit>
          </fieldset>
        </form>
      </div>
    );
    const document = { t, company, title: t('companies.preview'), asset: desk.asset };
    return c.html(html`<!DOCTYPE html>${<Layout {...document}>{body}</Layout>}`);
  });
}
