import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textsOf } from '../../src/locale/catalogues.ts';
import { apiKeys } from '../../src/locale/en/api-keys.ts';
import { factors } from '../../src/locale/en/factors.ts';
import { english } from '../../src/locale/en/index.ts';
import { letters } from '../../src/locale/en/letters.ts';
import { pages } from '../../src/locale/en/pages.ts';
import { passwords } from '../../src/locale/en/passwords.ts';
import { languages, type MessageKey } from '../../src/locale/index.ts';
import { publicRefusals } from '../../src/locale/translated.ts';
import { shapeOf } from './message.ts';

/** What everybody may meet has to be there in every language: a text that is added to one of these files, too. */
const wanted = [
  ...Object.keys({ ...apiKeys, ...factors, ...letters, ...pages, ...passwords }),
  ...publicRefusals.flatMap((code) => [`refusals.${code}`, `refusals.${code}.title`]),
] as MessageKey[];

/** Texts that are the same as in English, and why that is right. */
const sameOnPurpose: Record<string, Partial<Record<MessageKey, string>>> = {
  de: {
    'ui.product': 'a name',
    'factors.prove.code': 'the German word',
    'factors.own.passkeys': 'the German word',
    'pages.profile.name': 'the German word',
    'letters.approval.change.set': 'placeholders only',
    'letters.approval.field.smtp_port': 'the German word',
    'letters.bounces.one': 'placeholders only',
    'letters.bounces.one_silent': 'placeholders only',
  },
  fr: {
    'ui.product': 'a name',
    'letters.approval.field.sequence': 'the French word',
    'letters.approval.field.smtp_port': 'the French word',
    'letters.bounces.one_silent': 'placeholders only',
  },
  es: {
    'ui.product': 'a name',
    'letters.approval.change.set': 'placeholders only',
    'letters.approval.no': 'the Spanish word',
    'letters.bounces.one': 'placeholders only',
    'letters.bounces.one_silent': 'placeholders only',
  },
  ar: { 'ui.product': 'a name', 'letters.approval.change.set': 'placeholders only' },
};

/** The cases of a language's plurals. `many` of French and Spanish is for whole millions, which no text here counts. */
function casesOf(language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.filter((one) => one !== 'many' || language === 'ar').sort();
}

for (const language of languages.filter((one) => one !== 'en')) {
  describe(`the texts in "${language}"`, () => {
    const texts = textsOf(language);

    it('are all there, and no others', () => {
      assert.deepEqual(Object.keys(texts).sort(), [...wanted].sort());
      for (const [key, text] of Object.entries(texts)) assert.ok(text.trim() === text && text !== '', key);
    });

    it('have the placeholders that English has', () => {
      for (const key of wanted) {
        const shape = shapeOf(texts[key] ?? '', language);
        assert.deepEqual(shape.placeholders, shapeOf(english[key], 'en').placeholders, key);
      }
    });

    it('count as the language counts', () => {
      for (const key of wanted) {
        for (const cases of shapeOf(texts[key] ?? '', language).plurals) {
          assert.deepEqual(cases.filter((one) => !one.startsWith('=')).sort(), casesOf(language), key);
        }
      }
    });

    it('are not English, unless that is right', () => {
      const same = wanted.filter((key) => texts[key] === english[key]);
      assert.deepEqual(same.sort(), Object.keys(sameOnPurpose[language] ?? {}).sort());
    });

    it('keep their lines: no blank at an end, no straight quotation marks, no leftover of a format', () => {
      for (const [key, text] of Object.entries(texts)) assert.doesNotMatch(text, / {2}|"|''|\t|\n/, key);
    });
  });
}

describe('English', () => {
  it('counts with one and other', () => {
    for (const [key, text] of Object.entries(english)) {
      for (const cases of shapeOf(text, 'en').plurals) {
        assert.deepEqual(cases.filter((one) => !one.startsWith('=')).sort(), ['one', 'other'], key);
      }
    }
  });
});
