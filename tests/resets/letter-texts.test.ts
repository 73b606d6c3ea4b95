import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Transformer } from '@napi-rs/image';
import type { Caller } from '../../src/kernel/index.ts';
import { createLocale, languages } from '../../src/locale/index.ts';
import { editableLetters, fixedLetters, type OwnWords } from '../../src/resets/index.ts';
import { judgeWords } from '../../src/resets/letter-texts/judge-words.ts';
import { faultOf, paragraphsOf } from '../../src/resets/letter-texts/template.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const words = (introduction: string, closing = ''): OwnWords => ({ introduction, closing });
const values = { name: 'Ann', login: 'ann', company: 'Lumen', help: 'Help desk', at: 'today' };

describe('the words of a letter', () => {
  it('name the login, and have placeholders of a closed list', () => {
    assert.equal(faultOf(words('Hello {name}, for {login} at {company} on {at}. {help}', 'Yours')), undefined);
    assert.equal(faultOf(words('Hello'))?.problem, 'login_missing');
    assert.equal(faultOf(words(' '))?.problem, 'empty');
    for (const name of ['{link}', '{token}', '{Login}', '{constructor}', '{}', '{__proto__}']) {
      const fault = faultOf(words(`{login} ${name}`));
      assert.ok(fault && ['unknown_placeholder', 'brace'].includes(fault.problem), name);
      assert.equal(faultOf(words('{login}', name))?.part, 'closing');
    }
    assert.equal(faultOf(words('{login} {password}'))?.what, '{password}');
    assert.equal(faultOf(words('{login} {name, plural}'))?.problem, 'brace');
  });

  it('lead nowhere and are no markup', () => {
    for (const text of ['see https://evil.example/x', 'HTTP://evil.example', 'www.evil.example', 'javascript://x']) {
      assert.equal(faultOf(words('{login}', text))?.problem, 'link', text);
    }
    for (const text of ['<b>now</b>', '<a href=x>', '</td>', '<!--', '<script']) {
      assert.equal(faultOf(words('{login}', text))?.problem, 'markup', text);
    }
    assert.equal(faultOf(words('{login}', '1 < 2, and 3 > 2')), undefined);
    assert.equal(faultOf(words('{login}', 'x'.repeat(1_001)))?.problem, 'too_long');
    assert.equal(faultOf(words('{login}', '\ud800'))?.problem, 'too_long');
  });

  it('have no word that a mail program makes a link of, and may say whatever else', async () => {
    const leading = [
      'go to lumen-reset.example/set',
      'ask (evil.com).',
      'EVIL.CO.UK now',
      'müller-lumen.de',
      'xn--mller-kva.com/x',
      'evil\u200b.com',
      'evil．com',
      'lumen-{name}.com',
      'reset.lumen.internal',
      'help@evil.example',
      'write to {login}@evil',
      '192.0.2.7/set',
    ];
    for (const text of leading) {
      assert.equal((await judgeWords(words('{login}', text)))?.problem, 'link', text);
      assert.equal((await judgeWords(words(`{login} ${text}`)))?.part, 'introduction', text);
    }
    const ordinary = [
      'e.g. version 3.5, on 1.12.2026 at 8:30, a.m./p.m.',
      'z.B. Dr.Müller, St.Gallen, i.d.R. Mo.-Fr., d.h. und/oder',
      'p.ex. M.Durand, p.ej. EE.UU., guide.pdf, Node.js, 1.Stock/2.Stock',
      'Wait...then ask @berger. Room 1.2.3.4; done.Please call.',
    ];
    for (const text of ordinary) assert.equal(await judgeWords(words(`{login} ${text}`, text)), undefined, text);
    const [told = ''] = paragraphsOf('evil.example/set, a@b.c, lumen.{login}', values);
    assert.doesNotMatch(told, /evil\.example|example\/set|a@b|lumen\.ann/);
    assert.equal(told.replaceAll('\u2060', ''), 'evil.example/set, a@b.c, lumen.ann');
  });

  it('are filled once: what is filled in is not looked at again', () => {
    const told = paragraphsOf('{name}\r\nand {login}\n\n\n{company}', { ...values, name: '{login} $& {at}' });
    assert.deepEqual(told, ['{login} $& {at} and ann', 'Lumen']);
  });
});

onEveryEngine('a company’s own words', (engine) => {
  let home: Installation;
  let chief: Caller;
  let companyId: string;
  before(async () => {
    home = await openInstallation(engine);
    const user = await home.confirmed({
      login: 'chief',
      email: 'chief@lumen.example',
      role: 'settings',
      password: 'x',
    });
    const actor = { kind: 'user', id: user.id, label: user.login, role: user.role } as const;
    chief = { ...strangerAt('192.0.2.7'), actor };
    companyId = user.companyId;
  });
  after(() => home.close());

  const resetFor = async (login: string, language = 'en') => {
    const email = `${login}@lumen.example`;
    const user = await home.adopted({ login, email, name: 'Ann <b>Berg</b>', language });
    await home.app.resets.send(home.operator, user.id, {});
    const [letter] = await home.letters(email);
    assert.ok(letter);
    return letter;
  };

  it('are in its letters of that language, and go back to the default', async () => {
    const { resets } = home.app;
    const which = { companyId, language: 'en', letter: 'reset' } as const;
    const own = words('Dear {name}, here is the way back to {login}.\n\nWe are {company}.', 'Ask {help}.');
    await resets.editLetter(chief, which, own);
    const { version, ...shown } = await resets.showLetter(chief, which);
    assert.deepEqual(shown, { words: own, isOwn: true });
    await refuses(resets.editLetter(chief, which, own, version - 1), 'changed_meanwhile');
    const letter = await resetFor('ann');
    assert.equal(letter.subject, 'Password reset for Ann <b>Berg</b>');
    assert.match(letter.text, /here is the way back to ann\.\n\nWe are Lumen\./);
    assert.match(letter.text, /Ask Help desk, \+1 555 0100/);
    assert.doesNotMatch(letter.html, /<b>Berg/);
    assert.match((await resetFor('anna', 'de')).text, /Mit dieser E-Mail legen Sie/);
    await resets.editLetter(chief, which, undefined);
    assert.match((await resetFor('annette')).text, /lets you set a new password for your login annette at Lumen/);
    const events = (await home.app.audit.list(home.operator, { event: 'letter.edited' })).items;
    assert.deepEqual(
      events.map(({ details }) => details['to_default']),
      [true, false],
    );
  });

  it('lead nowhere, and neither do the names of a company and of its contact, which one administrator changes alone', async () => {
    const { users, resets, database } = home.app;
    const saved = async (form: object) => {
      const { version } = await users.companyOf(database.read, companyId);
      await users.saveCompany(home.operator, { id: companyId, version, form });
    };
    const which = { companyId, language: 'en', letter: 'reset' } as const;
    await resets.editLetter(chief, which, words('{login}', 'Ask {help}.'));
    await saved({ name: 'Lumen evil.example', help: { name: 'https://evil.example/help or www.evil.example' } });
    const { html, text } = await resetFor('amanda');
    for (const form of [html, text]) {
      assert.match(form, /evil\u2060\.\u2060example/);
      assert.doesNotMatch(form, /evil\.example|:\/\/evil/);
    }
    assert.match(text, /help@lumen\.example/);
    await saved({ name: 'Lumen', help: { name: 'Help desk' } });
    await resets.editLetter(chief, which, undefined);
  });

  it('stand in its colours, beside its picture', async () => {
    const { users, database } = home.app;
    const { version } = await users.companyOf(database.read, companyId);
    await users.saveCompany(home.operator, { id: companyId, version, form: { colour: '#714b67' } });
    const file = await Transformer.fromRgbaPixels(new Uint8Array(60 * 20 * 4).fill(180), 60, 20).png();
    await users.setCompanyLogo(home.operator, companyId, file);
    const { html } = await resetFor('amelie');
    assert.match(html, /bgcolor="#714b67"/);
    assert.match(html, /<img class="logo" src="data:image\/png;base64,[^"]+" alt="" width="60" height="20"/);
    const preview = await home.app.resets.previewLetter(
      chief,
      { companyId, language: 'en', letter: 'reset' },
      words('{login}'),
    );
    assert.equal(preview.pictures.length, 1);
  });

  it('are refused with what is wrong with them', async () => {
    const which = { companyId, language: 'en', letter: 'reset' } as const;
    const refused = await refuses(
      home.app.resets.editLetter(chief, which, words('{login} {token}')),
      'letter_text_refused',
    );
    assert.deepEqual(refused.details, { part: 'introduction', problem: 'unknown_placeholder', what: '{token}' });
    const text = createLocale().in('en')('refusals.letter_text_refused', { ...refused.details });
    assert.match(text, /\{token\}/);
    const other = { ...which, companyId: 'nobody' };
    await refuses(home.app.resets.editLetter(chief, other, words('{login}')), 'not_found');
    const clerk = { ...chief, actor: { kind: 'user', id: 'x', label: 'x', role: 'access' } } as const;
    await refuses(home.app.resets.editLetter(clerk, which, words('{login}')), 'forbidden');
    await refuses(home.app.resets.showLetter(clerk, which), 'forbidden');
    await refuses(home.app.resets.previewLetter(clerk, which, words('{login}')), 'forbidden');
  });

  it('begin with words that could be kept as they are, and are previewed, in every language', async () => {
    const before = await home.app.database.read.selectFrom('links').selectAll().execute();
    for (const language of languages) {
      for (const letter of fixedLetters) {
        const { html, subject } = await home.app.resets.previewLetter(
          chief,
          { companyId, language, letter },
          undefined,
        );
        assert.ok(subject !== '' && html.includes(`lang="${language}"`), `${language} ${letter}`);
        assert.doesNotMatch(html, /token=(?!this-is-a-preview)/);
      }
      for (const letter of editableLetters) {
        const which = { companyId, language, letter };
        const shown = await home.app.resets.showLetter(chief, which);
        assert.equal(faultOf(shown.words), undefined, `${language} ${letter}`);
        const preview = await home.app.resets.previewLetter(chief, which, words('{login}!', 'Bye, {name}.'));
        assert.match(preview.html, /chief[\u2069]?!/);
        assert.match(preview.html, /Bye, /);
        assert.doesNotMatch(preview.html, /token=(?!this-is-a-preview)/);
      }
    }
    assert.deepEqual(
      await home.app.database.read.selectFrom('links').selectAll().execute(),
      before,
      'nothing was drawn',
    );
  });
});
