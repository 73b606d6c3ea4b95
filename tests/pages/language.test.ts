import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { changePassword, follow, type Opened, oldPassword, openPages } from './opened.ts';
import { hidden } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

const spoken = (body: string): string | undefined => /<html lang="([^"]+)"/.exec(body)?.[1];

describe('the language of a page', () => {
  it('is what the browser asks for', async () => {
    const page = await opened.visitor().get('/web/login', { 'accept-language': 'fr-BE,fr;q=0.9' });
    assert.match(page.body, /<html lang="fr" dir="ltr">/);
    assert.match(page.text, /Connexion.*Identifiant ou e-mail.*Réinitialiser le mot de passe/);
  });

  it('is what was chosen, which goes on where it was chosen and is kept', async () => {
    const browser = opened.visitor();
    const asked = await browser.get('/web/login?redirect=%2Fmy%2Fsecurity&x=1', { 'accept-language': 'fr' });
    const back = /name="back" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    assert.equal(back, '/web/login?redirect=%2Fmy%2Fsecurity');
    const chosen = await browser.post('/web/language', { language: 'ar', back });
    assert.deepEqual([chosen.status, chosen.location], [303, back]);
    assert.match(chosen.cookies[0] ?? '', /^__Host-rekey_language=ar; .*HttpOnly/);
    const page = await browser.get(back, { 'accept-language': 'fr' });
    assert.match(page.body, /<html lang="ar" dir="rtl">/);
    assert.match(page.body, /name="redirect" value="\/my\/security"/);
    assert.match(page.body, /value="ar"[^>]*aria-current="true"/);
  });

  it('leads back to a page, also where it was chosen on the answer to a form that has none', async () => {
    const browser = opened.visitor();
    const forms: Record<string, Record<string, string>> = {
      '/web/login': { login: 'mira', password: 'x' },
      '/web/login/passkey': { passkey: '{"id":"x","response":{}}' },
      '/web/reset_password/new_link': { voucher: 'x' },
    };
    for (const [path, form] of Object.entries(forms)) {
      const answer = await browser.post(path, form);
      const back = hidden(answer, 'back');
      assert.equal(back, path === '/web/login' ? path : '/');
      const page = await browser.get((await browser.post('/web/language', { language: 'de', back })).location ?? '');
      assert.ok([200, 303].includes(page.status), path);
    }
  });

  it('leads nowhere but back, to no language that there is not, and only from our own pages', async () => {
    const browser = opened.visitor();
    assert.equal((await browser.post('/web/language', { language: 'de', back: '//evil.example' })).location, '/');
    assert.equal((await browser.post('/web/language', { language: 'tlh', back: '/' })).status, 400);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    assert.equal((await browser.post('/web/language', { language: 'de' }, elsewhere)).status, 403);
    browser.setCookie('__Host-rekey_language', 'constructor');
    assert.equal(spoken((await browser.get('/web/login')).body), 'en');
  });

  it('is the company’s where the browser wants none that there is', async () => {
    const other = await openPages();
    const [company] = await other.app.users.companies(other.app.database.read);
    await other.app.database.write((tx) =>
      tx
        .updateTable('companies')
        .set({ language: 'de' })
        .where('id', '=', company?.id ?? '')
        .execute(),
    );
    assert.equal(spoken((await other.visitor().get('/web/login')).body), 'de');
    assert.equal(spoken((await other.visitor().get('/web/login', { 'accept-language': 'es' })).body), 'es');
    await other.close();
  });

  it('is the person’s as soon as they are known, also behind a link and when it is dead; then there is nothing to choose', async () => {
    const login = 'jonas';
    const user = await opened.confirmed({ login, name: 'Jonas Weber', language: 'de', password: oldPassword });
    const browser = opened.visitor();
    const link = await opened.linkFor(user);
    const page = await follow(browser, link);
    assert.equal(spoken(page.body), 'de');
    assert.match(page.text, /Neues Passwort wählen.*Mindestens 8 Zeichen.*Passwort ändern/);
    assert.doesNotMatch(page.body, /\/web\/language/);
    assert.match((await changePassword(browser, page, 'x', '')).text, /keinen Großbuchstaben/);
    await changePassword(browser, page);
    assert.match((await browser.get('/web/reset_password/done')).text, /Ihr Passwort wurde geändert/);
    const dead = await follow(opened.visitor(), link);
    assert.deepEqual([dead.status, spoken(dead.body)], [410, 'de']);
  });

  it('does not mix what was drawn for one with what another reads', async () => {
    const texts = await Promise.all(
      ['en', 'de', 'en', 'ar', 'de'].map(async (language) =>
        spoken((await opened.visitor().get('/web/reset_password', { 'accept-language': language })).body),
      ),
    );
    assert.deepEqual(texts, ['en', 'de', 'en', 'ar', 'de']);
  });

  it('is one’s own to set', async () => {
    await opened.confirmed({ login: 'marta', name: 'Marta Gil', password: oldPassword });
    const browser = await opened.signedIn('marta');
    assert.equal((await browser.post('/my', { language: 'es', time_zone: 'Europe/Madrid' })).location, '/my');
    const page = await browser.get('/my', { 'accept-language': 'de' });
    assert.equal(spoken(page.body), 'es');
    assert.match(page.text, /Su perfil se ha guardado\./);
    assert.equal((await browser.post('/my', { language: 'tlh', time_zone: 'UTC' })).status, 400);
  });

  it('is set only after the password where that was given long ago: warnings come in it', async () => {
    await opened.confirmed({ login: 'ines', password: oldPassword });
    const browser = await opened.signedIn('ines');
    opened.clock.advance(11 * minute);
    assert.equal((await browser.post('/my', { language: 'en', time_zone: 'Asia/Tokyo' })).location, '/my');
    const wanted = { language: 'ar', time_zone: 'Asia/Tokyo' };
    const first = await browser.post('/my', wanted);
    assert.deepEqual([first.status, first.location?.startsWith('/web/confirm_password')], [307, true]);
    assert.equal(spoken((await browser.get('/my')).body), 'en');
    const asked = await browser.post(first.location ?? '', wanted);
    const waiting = /name="waiting" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    await browser.post('/web/confirm_password', { own_password: oldPassword, waiting });
    assert.equal(spoken((await browser.get('/my')).body), 'ar');
  });

  it('is English in the console, whatever its reader speaks', async () => {
    await opened.confirmed({ login: 'chef', role: 'settings', language: 'ar', password: oldPassword });
    const browser = await opened.signedIn('chef');
    assert.match((await browser.get('/settings')).body, /<html lang="en" dir="ltr">/);
    assert.match((await browser.get('/my')).body, /<html lang="ar" dir="rtl">/);
  });
});
