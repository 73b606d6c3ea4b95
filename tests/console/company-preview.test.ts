import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { previewed } from '../../src/console/companies/previews.tsx';
import { languages } from '../../src/locale/index.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';

describe('the preview of public pages', () => {
  let opened: Opened;
  let chief: Visitor;
  let path: string;
  before(async () => {
    opened = await openPages();
    await opened.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    chief = await opened.signedIn('chief');
    const [company] = await opened.app.users.listCompanies(opened.operator);
    path = `/settings/companies/${company?.id}/preview`;
  });
  after(() => opened.close());

  it('shows each page in each language, and nothing on it does anything', async () => {
    for (const page of previewed) {
      for (const language of languages) {
        const { status, body } = await chief.get(`${path}?page=${page}&language=${language}`);
        assert.equal(status, 200);
        assert.match(body, new RegExp(`<html lang="${language}"`), `${page} in ${language}`);
        assert.match(body, /<fieldset class="preview" disabled/);
      }
    }
  });

  it('says what the pages themselves say', async () => {
    assert.match((await chief.get(`${path}?page=sent&language=de`)).body, /<h1>Eine Anleitung|<h1>[^<]*unterwegs/);
    assert.match((await chief.get(`${path}?page=expired&language=en`)).text, /This link has expired.*Send a new link/);
    assert.match((await chief.get(`${path}?page=used&language=en`)).text, /This link has already been used/);
    assert.match((await chief.get(`${path}?page=new_password&language=en`)).text, /At least 8 characters/i);
    await opened.app.settings.change(opened.operator, 'self_service', false);
    assert.doesNotMatch((await chief.get(`${path}?language=en`)).text, /Reset Password/);
    assert.match((await chief.get(`${path}?language=en`)).text, /Passwords are reset by your administrator here/);
    for (const page of ['expired', 'used', 'unknown'])
      assert.doesNotMatch((await chief.get(`${path}?page=${page}&language=en`)).text, /Send a new link|Reset Password/);
  });
});
