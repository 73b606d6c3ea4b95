import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, it } from 'node:test';
import { Transformer } from '@napi-rs/image';
import { day, hour } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Contract, code, openContract } from './contract.ts';

onEveryEngine('a client made from the document', (engine) => {
  let api: Contract;
  before(async () => {
    api = await openContract(engine, 'companies');
  });
  after(() => api.close());

  it('makes a company, changes only what is told, and gives it a picture', async () => {
    const body = { name: 'Northwind', help_name: 'IT help desk', help_phone: '+1 555 0100', language: 'de' };
    const made = await api.get<{ id: string; version: number; help_phone: string }>('createCompany', { body });
    const path = { id: made.id };
    const colour = '#7a1f5c';
    const changed = await api.get<Record<string, unknown>>('editCompany', {
      path,
      body: { version: made.version, colour, help_phone: '', help_email: 'help@northwind.example' },
    });
    assert.deepEqual(
      [changed['name'], changed['language'], changed['colour'], changed['help_phone'], changed['help_email']],
      ['Northwind', 'de', colour, null, 'help@northwind.example'],
    );
    const late = await api.asAdmin('editCompany', { path, body: { version: made.version, name: 'Late' } });
    assert.deepEqual([late.status, code(late)], [409, 'changed_meanwhile']);
    const wrong = await api.asAdmin('createCompany', { body: { ...body, help_email: 'nowhere' } });
    assert.deepEqual(
      (wrong.body as { faults: { field: string }[] }).faults.map(({ field }) => field),
      ['name', 'help_email'],
    );
    const pixels = Transformer.fromRgbaPixels(
      new Uint8Array(600 * 200 * 4).map(() => randomInt(256)),
      600,
      200,
    );
    const file = (await pixels.png()).toString('base64');
    assert.ok(file.length > 100_000, 'a picture is larger than any other call may be');
    await api.get('setCompanyLogo', { path, body: { file } });
    const { logo } = await api.get<{ logo: string }>('getCompany', { path });
    assert.match(logo, /\/web\/logo\/[0-9a-f]{64}$/);
    const text = await api.asAdmin('setCompanyLogo', { path, body: { file: btoa('no picture') } });
    assert.equal(code(text), 'fields_wrong');
    await api.get('removeCompanyLogo', { path });
    const { items } = await api.get<{ items: { id: string; logo: string | null }[] }>('listCompanies');
    assert.deepEqual(items.find(({ id }) => id === made.id)?.logo, null);
    assert.equal(code(await api.asAdmin('createUser', { body: { login: 'a'.repeat(70_000) } })), 'too_large');
  });

  it('lists companies part by part, or whole where no part is asked for', async () => {
    for (const name of ['Southwind', 'Westwind'])
      await api.get('createCompany', { body: { name, help_name: 'IT help desk', help_phone: '+1 555 0100' } });
    type Part = { items: { id: string }[]; next: string | null };
    const whole = await api.get<Part>('listCompanies');
    assert.equal(whole.next, null);
    const first = await api.get<Part>('listCompanies', { query: { limit: '2' } });
    const rest = await api.get<Part>('listCompanies', { query: { limit: '200', cursor: first.next ?? '' } });
    assert.equal(first.items.length, 2);
    assert.deepEqual([...first.items, ...rest.items], whole.items);
    assert.equal(rest.next, null);
    assert.equal(code(await api.asAdmin('listCompanies', { query: { cursor: 'nowhere' } })), 'malformed');
  });

  it('finds companies by a part of their words, part by part', async () => {
    for (const name of ['Dune East', 'Dune West', 'Marsh'])
      await api.get('createCompany', { body: { name, help_name: 'IT help desk', help_phone: '+1 555 0100' } });
    type Part = { items: { name: string }[]; next: string | null };
    const search = 'dUNE';
    const first = await api.get<Part>('listCompanies', { query: { search, limit: '1' } });
    const rest = await api.get<Part>('listCompanies', { query: { search, cursor: first.next ?? '' } });
    assert.deepEqual(
      [...first.items, ...rest.items].map(({ name }) => name),
      ['Dune East', 'Dune West'],
    );
    assert.equal(rest.next, null);
    assert.deepEqual(await api.get('listCompanies', { query: { search: 'no such words' } }), { items: [], next: null });
  });

  it('gives a letter words of its own, and takes them back', async () => {
    const { items } = await api.get<{ items: { id: string }[] }>('listCompanies');
    const path = { id: items[0]?.id ?? '', letter: 'reset' };
    const query = { language: 'de' };
    const introduction = 'Guten Tag. Es geht um {login}.';
    await api.get('setLetterWords', { path, query, body: { introduction, closing: '' } });
    const words = () => api.get<{ introduction: string; is_own: boolean }>('getLetterWords', { path, query });
    assert.deepEqual(await words(), { introduction, closing: '', is_own: true });
    const wrong = { path, query, body: { introduction: 'Nobody is named', closing: '' } };
    assert.equal(code(await api.asAdmin('setLetterWords', wrong)), 'letter_text_refused');
    await api.get('resetLetterWords', { path, query });
    assert.equal((await words()).is_own, false);
  });

  it('is shown a letter as it is now, and with words that are only tried', async () => {
    type Written = { subject: string; html: string; text: string };
    const { user } = api.admin;
    const path = { id: user.companyId, letter: 'reset' };
    const query = { language: 'de' };
    const kept = { introduction: 'Guten Tag. Es geht um {login}.', closing: '' };
    await api.get('setLetterWords', { path, query, body: kept });
    const now = () => api.get<Written>('previewLetter', { path, query });
    const { subject, html, text } = await now();
    assert.equal(subject, `Passwort zurücksetzen für ${user.name}`);
    for (const form of [html, text]) assert.ok(form.includes(`Es geht um ${user.login}.`), form);
    const tried = { path, query, body: { introduction: 'Dies ist {login}.', closing: '' } };
    const { text: otherwise } = await api.get<Written>('previewLetterWords', tried);
    assert.ok(otherwise.includes(`Dies ist ${user.login}.`));
    assert.equal((await now()).text, text, 'what was tried is not kept');
    const wrong = { path, query, body: { introduction: '{login} <b>', closing: '' } };
    assert.equal(code(await api.asAdmin('previewLetterWords', wrong)), 'letter_text_refused');
    await api.get('resetLetterWords', { path, query });
    assert.ok(!(await now()).text.includes('Es geht um'));
    const warning = await api.get<Written>('previewLetter', { path: { ...path, letter: 'alert' }, query });
    assert.notEqual(warning.subject, '');
  });

  it('changes settings within their bounds, all or none, and takes them back', async () => {
    const value = async (key: string) =>
      (await api.get<{ items: { key: string; value: unknown }[] }>('listSettings')).items.find((one) => one.key === key)
        ?.value;
    await api.get('changeSettings', { body: { link_life: hour, self_service: false } });
    assert.deepEqual([await value('link_life'), await value('self_service')], [hour, false]);
    const wrong = await api.asAdmin('changeSettings', { body: { asks_per_minute: 50, link_life: 1 } });
    assert.deepEqual(wrong.body && (wrong.body as { field: string }).field, 'link_life');
    assert.equal(await value('asks_per_minute'), 20);
    for (const key of ['link_life', 'self_service']) await api.get('revertSetting', { path: { key } });
    assert.deepEqual([await value('link_life'), await value('self_service')], [day, true]);
  });

  it('has done everything that the document tells of', () => assert.deepEqual(api.undone(), []));

  it('leaves no secret in the database', () => api.keepsSecrets());
});
