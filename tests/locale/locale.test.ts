import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textsOf } from '../../src/locale/catalogues.ts';
import { createLocale, isLanguage, languages } from '../../src/locale/index.ts';

const locale = createLocale();

describe('the catalogue', () => {
  it('reads a language when somebody needs it, once, and no other', () => {
    const read: string[] = [];
    const lazy = createLocale((language) => {
      read.push(language);
      return textsOf(language);
    });
    lazy.in('ar');
    lazy.in('ar');
    assert.deepEqual(read, ['ar']);
  });

  it('falls back to English for a language and for a text that it has not', () => {
    assert.equal(locale.in('tlh').language, 'en');
    assert.equal(locale.in('de')('console.menu.users'), 'Users');
  });

  it('writes Arabic from the right, and everything else from the left', () => {
    const directions = languages.map((language) => locale.in(language).direction);
    assert.deepEqual(directions, ['ltr', 'ltr', 'ltr', 'ltr', 'rtl']);
  });

  it('sets apart what is written from the right in a text from the left, and nothing else', () => {
    const named = (name: string) => locale.in('en')('user.saved', { name });
    assert.equal(named('Ada'), 'Ada was saved.');
    for (const name of ['محمد علي', 'שרה', '\u202eadA']) assert.equal(named(name), `\u2068${name}\u2069 was saved.`);
  });

  it('counts in Arabic with all six forms', () => {
    const text = locale.in('ar');
    const ended = [0, 1, 2, 3, 11, 100].map((count) => text('pages.news.sessions_ended', { count }));
    assert.equal(new Set(ended).size, 6);
    assert.match(ended[3] ?? '', /3 جلسات/);
    assert.match(ended[4] ?? '', /11 جلسةً/);
  });

  it('tells moments in the person’s zone and manner', () => {
    const at = Date.UTC(2026, 10, 24, 13, 5);
    assert.equal(locale.in('en').moment(at, 'Europe/Berlin'), '24 Nov 2026, 14:05 CET');
    assert.equal(locale.in('de').moment(at, 'Europe/Berlin'), '24. Nov. 2026, 14:05 MEZ');
    assert.match(locale.in('fr').moment(at, 'Europe/Paris'), /24 nov\. 2026.*14:05/);
    assert.match(locale.in('es').moment(at, 'America/Mexico_City'), /24 nov 2026.*0?7:05/);
    assert.match(locale.in('ar').moment(at, 'Asia/Beirut'), /24.*2026.*0?3:05/);
    assert.equal(locale.in('de').timeOfDay(at, 'Asia/Tokyo'), '22:05');
    assert.match(locale.in('fr').duration(24 * 3_600_000), /^24\sheures$/);
  });
});

describe('the language for a browser', () => {
  const negotiated = (header: string | undefined, otherwise?: string) => locale.negotiate(header, otherwise);

  it('is the one that it wants most of those there are', () => {
    assert.equal(negotiated('de-CH,de;q=0.9,en;q=0.8'), 'de');
    assert.equal(negotiated('nl, fr;q=0.5, es;q=0.7'), 'es');
    assert.equal(negotiated('AR-eg'), 'ar');
    assert.equal(negotiated('en;q=0.1, fr'), 'fr');
  });

  it('is none that it does not want', () => {
    assert.equal(negotiated('de;q=0, es'), 'es');
    assert.equal(negotiated('de;q=x'), 'en');
  });

  it('is looked for no further than any browser writes', () => {
    const wishes = Array.from({ length: 20 }, (_, at) => `x${at};q=0.9`).join(',');
    assert.equal(negotiated(`${wishes},de`), 'de');
    assert.equal(negotiated(`${','.repeat(16_000)}de`), 'en');
  });

  it('is the company’s where it wants none of them', () => {
    assert.equal(negotiated(undefined, 'fr'), 'fr');
    assert.equal(negotiated('tlh', 'ar'), 'ar');
    assert.equal(negotiated('*', undefined), 'en');
  });

  it('is never one that is not offered', () => {
    assert.equal(isLanguage('constructor'), false);
    assert.equal(negotiated('constructor, __proto__, de'), 'de');
  });
});
