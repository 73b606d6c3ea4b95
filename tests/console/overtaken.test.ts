import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SettingValues } from '../../src/settings/index.ts';
import { signedIn } from '../callers.ts';
import { authority } from '../mail/certificates.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Answer, Visitor } from '../pages/visitor.ts';

function read(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : read(value);
}

/** What a browser would send of a form as it is shown. */
function formOf({ body }: Answer, action: string): Record<string, string> {
  const from = body.search(
    new RegExp(`<form[^>]*method="post"[^>]*action="${action}"|<form[^>]*action="${action}"[^>]*method="post"`),
  );
  const form = body.slice(from, body.indexOf('</form>', from));
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const isOff = /type="(radio|checkbox)"/.test(tag) && !/\schecked/.test(tag);
    const name = attribute(tag, 'name');
    if (name !== undefined && !isOff) fields[name] = attribute(tag, 'value') ?? (/"checkbox"/.test(tag) ? 'on' : '');
  }
  for (const [, tag = '', text = ''] of form.matchAll(/(<textarea\b[^>]*>)([^<]*)/g)) {
    fields[attribute(tag, 'name') ?? ''] = read(text);
  }
  for (const [, tag = '', all = ''] of form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
    const options = [...all.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
    const chosen = options.find((option) => /\sselected/.test(option)) ?? options[0] ?? '';
    fields[attribute(tag, 'name') ?? ''] = attribute(chosen, 'value') ?? '';
  }
  return fields;
}

describe('whoever saves what somebody else has saved meanwhile', () => {
  let home: Opened;
  let ada: Visitor;
  let sam: ReturnType<typeof signedIn>;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'ada', email: 'ada@lumen.example', role: 'settings', password: oldPassword });
    sam = signedIn(await home.confirmed({ login: 'sam', role: 'settings', password: oldPassword }));
    ada = await home.signedIn('ada');
  });
  after(() => home.close());

  const beside = (now: string, entered: string) =>
    new RegExp(`<td data-head="There now">${now}</td>\\s*<td data-head="You entered">${entered}</td>`);
  const setting = async <K extends keyof SettingValues>(key: K) =>
    (await home.app.settings.read(home.app.database.read))[key];

  it('sets back no other setting, and overwrites one only after both sides were shown', async () => {
    const path = '/settings/general';
    const shown = formOf(await ada.get(path), path);
    await home.app.settings.change(sam, 'asks_per_minute', 50);
    await home.app.settings.change(sam, 'letters_per_hour', 7);
    await home.app.settings.change(sam, 'approve_mail_servers', true);
    const told = await ada.post(path, { ...shown, asks_per_minute: '60', asks_per_hour: '150' });
    assert.equal(told.status, 409);
    assert.match(told.body, beside('50', '60'));
    assert.doesNotMatch(told.body, /<td[^>]*>150<\/td>/);
    assert.equal(await setting('asks_per_minute'), 50);
    assert.equal((await ada.post(path, formOf(told, path))).status, 303);
    assert.deepEqual([await setting('asks_per_minute'), await setting('asks_per_hour')], [60, 150]);
    assert.deepEqual([await setting('letters_per_hour'), await setting('approve_mail_servers')], [7, true]);
    await home.app.settings.change(home.operator, 'approve_mail_servers', false);
  });

  it('sets back no setting either where something else of the form could not be taken first', async () => {
    const path = '/settings/general';
    const shown = formOf(await ada.get(path), path);
    await home.app.settings.change(sam, 'letters_per_day', 20);
    await home.app.settings.change(sam, 'password_history', 3);
    const wrong = await ada.post(path, { ...shown, asks_per_minute: 'many', password_history: '5' });
    assert.equal(wrong.status, 422);
    const again = formOf(wrong, path);
    assert.deepEqual(
      [again['asks_per_minute'], again['password_history'], again['letters_per_day']],
      ['many', '5', '20'],
    );
    const told = await ada.post(path, { ...again, asks_per_minute: '70' });
    assert.equal(told.status, 409);
    assert.match(told.body, beside('3', '5'));
    assert.equal((await ada.post(path, formOf(told, path))).status, 303);
    assert.deepEqual([await setting('letters_per_day'), await setting('password_history')], [20, 5]);
    assert.equal(await setting('asks_per_minute'), 70);
  });

  it('finds a company as it was entered, beside what it is now', async () => {
    const [company] = await home.app.users.companies(home.app.database.read);
    const path = `/settings/companies/${company?.id}`;
    const shown = formOf(await ada.get(path), path);
    await home.app.users.saveCompany(sam, { id: company?.id, form: { help: { phone: '+49 30 1' } } });
    const told = await ada.post(path, { ...shown, help_name: 'Front desk', language: 'no language' });
    assert.equal(told.status, 409);
    assert.match(told.body, beside('\\+49 30 1', '\\+1 555 0100'));
    assert.match(told.body, beside('Help desk', 'Front desk'));
    const again = formOf(told, path);
    assert.equal(again['help_name'], 'Front desk');
    assert.equal((await ada.post(path, { ...again, language: 'en', help_phone: '+49 30 1' })).status, 303);
    const [saved] = await home.app.users.companies(home.app.database.read);
    assert.deepEqual([saved?.help.name, saved?.help.phone], ['Front desk', '+49 30 1']);
  });

  it('finds a mail server as it was entered, beside what it is now, and can save it then', async () => {
    const { servers } = home.app.mail;
    const relay = { name: 'Relay', sequence: 20, smtp_host: '127.0.0.1', smtp_port: 2525 };
    const made = await servers.create(home.operator, { ...relay, smtp_encryption: 'starttls' });
    const path = `/settings/technical/email/outgoing-mail-servers/${made.id}`;
    const shown = formOf(await ada.get(path), path);
    await servers.edit(sam, made.id, { version: made.version, input: { max_per_minute: 30 } });
    const told = await ada.post(path, { ...shown, name: 'Front relay', smtp_encryption: 'ssl' });
    assert.equal(told.status, 409);
    assert.match(told.body, beside('30', ''));
    assert.match(told.body, beside('Relay', 'Front relay'));
    const saved = await ada.post(path, { ...formOf(told, path), max_per_minute: '30' });
    assert.equal(saved.status, 303);
    const now = await servers.read(home.operator, made.id);
    assert.deepEqual([now.name, now.smtp_encryption, now.max_per_minute], ['Front relay', 'ssl', 30]);
  });

  it('sees that the authority of a mail server was changed, and that a password has to be entered once more', async () => {
    const { servers } = home.app.mail;
    const relay = { name: 'Vouched for', sequence: 30, smtp_host: '127.0.0.1', smtp_port: 2525 };
    const login = { smtp_encryption: 'starttls', smtp_user: 'rekey', smtp_pass: 'theirs' } as const;
    const made = await servers.create(home.operator, { ...relay, ...login });
    const path = `/settings/technical/email/outgoing-mail-servers/${made.id}`;
    const shown = formOf(await ada.get(path), path);
    await servers.edit(sam, made.id, { version: made.version, input: { authority, smtp_pass: 'theirs' } });
    const told = await ada.post(path, { ...shown, smtp_pass: 'ours' });
    assert.equal(told.status, 409);
    assert.match(
      told.body,
      /<th scope="row">Own authority<\/th>\s*<td data-head="There now">-----BEGIN CERTIFICATE-----/,
    );
    assert.match(
      told.body,
      beside('One is set, since [^<]*', 'What you entered is not shown again: enter it once more\\.'),
    );
    const wrong = await ada.post(path, { ...formOf(told, path), authority, smtp_pass: 'ours', smtp_port: 'x' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /id="smtp_pass-hint">What you entered is not shown again: enter it once more\./);
    assert.doesNotMatch(told.body + wrong.body, /ours/);
  });

  it('finds no two sides where both are the same', async () => {
    const path = '/settings/general';
    const shown = formOf(await ada.get(path), path);
    await home.app.settings.change(sam, 'asks_per_minute', 80);
    const told = await ada.post(path, { ...shown, asks_per_minute: '80' });
    assert.equal(told.status, 409);
    assert.match(told.body, /Somebody else has changed this meanwhile/);
    assert.doesNotMatch(told.body, /You entered/);
  });

  it('overwrites no words of a letter unseen', async () => {
    const [company] = await home.app.users.companies(home.app.database.read);
    const which = { companyId: company?.id ?? '', language: 'en', letter: 'reset' } as const;
    const path = '/settings/letters';
    const address = `${path}?company=${which.companyId}&language=en&letter=reset`;
    const shown = formOf(await ada.get(address), path);
    await home.app.resets.editLetter(sam, which, { introduction: 'Theirs, {login}.', closing: 'Yours,\n\nLumen' });
    const ours = { ...shown, introduction: 'Ours, {login}.', closing: 'Yours,\r\n\r\nLumen\r\n' };
    assert.equal((await ada.post(path, { ...ours, act: 'default' })).status, 409);
    const told = await ada.post(path, { ...ours, act: 'save' });
    assert.equal(told.status, 409);
    assert.match(told.body, beside('Theirs, {login}\\.', 'Ours, {login}\\.'));
    assert.doesNotMatch(told.body, /<td[^>]*>Yours,/);
    assert.equal((await home.app.resets.showLetter(sam, which)).words.introduction, 'Theirs, {login}.');
    assert.equal((await ada.post(path, { ...formOf(told, path), act: 'save' })).status, 303);
    const { words } = await home.app.resets.showLetter(sam, which);
    assert.equal(words.introduction, 'Ours, {login}.');
  });
});

describe('whoever sets one setting back to its default', () => {
  const path = '/settings/general';
  let home: Opened;
  let ada: Visitor;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'ada', email: 'ada@lumen.example', role: 'settings', password: oldPassword });
    ada = await home.signedIn('ada');
    for (const key of ['letters_per_hour', 'letters_per_day'] as const)
      await home.app.settings.change(home.operator, key, 7);
  });
  after(() => home.close());

  const revert = (key: string, fields: Record<string, string> = {}) => ada.post(path, { ...fields, revert: key });
  const isOn = (answer: Answer, name: string, value: string) => assert.equal(formOf(answer, path)[name], value, name);

  it('keeps what else was typed in the form, right and wrong, and saves none of it', async () => {
    const typed = { ...formOf(await ada.get(path), path), asks_per_minute: '33', password_barred_words: 'fennmoor' };
    const answer = await revert('letters_per_hour', { ...typed, letters_per_hour: '9', letters_per_day: 'many' });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /back to the default\. What else you have typed is still here, and not saved yet\./);
    assert.doesNotMatch(answer.body, /aria-invalid="true"/);
    isOn(answer, 'letters_per_hour', '5');
    isOn(answer, 'asks_per_minute', '33');
    isOn(answer, 'password_barred_words', 'fennmoor');
    isOn(answer, 'letters_per_day', 'many');
    const { letters_per_hour, letters_per_day, asks_per_minute } = await home.app.settings.read(home.app.database.read);
    assert.deepEqual([letters_per_hour, letters_per_day, asks_per_minute], [5, 7, 20]);
    const saved = await ada.post(path, { ...formOf(answer, path), letters_per_day: '8' });
    assert.equal(saved.location, path);
    assert.equal((await home.app.settings.read(home.app.database.read)).asks_per_minute, 33);
  });

  it('does so by its own button alone: Enter in a field presses the first one, which saves', async () => {
    const [form = ''] = (await ada.get(path)).body.match(/<form[^>]* id="general".*?<\/form>/s) ?? [];
    const buttons = form.match(/<button[^>]*>/g) ?? [];
    assert.match(buttons.join(''), /name="revert" value="letters_per_day"/);
    assert.doesNotMatch(buttons[0] ?? '', /name=/);
  });

  it('comes back to the page where nothing else was typed', async () => {
    const shown = formOf(await ada.get(path), path);
    assert.equal((await revert('letters_per_day', shown)).location, `${path}#letters_per_day`);
    assert.equal((await revert('letters_per_day')).location, `${path}#letters_per_day`);
  });
});
