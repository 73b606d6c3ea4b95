import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  accent,
  asText,
  type Block,
  type FramedLetter,
  plainName,
  withPictures,
  writeLetter,
} from '../../src/mail/index.ts';
import { lookOf } from '../../src/mail/letter/colours.ts';
import { wrap } from '../../src/mail/letter/text.ts';

const link = 'https://rekey.acme.test/web/reset_password?token=Jx2mVtqvXl0y5wq1ZkE9bTn3uYc7RhPa4sDgFoLiKeM&x=1';

const blocks: Block[] = [
  { kind: 'paragraph', text: 'Hello Ann,' },
  { kind: 'button', label: 'Reset Password', href: link },
  { kind: 'link', text: 'If the button does not work, copy this address:', href: link },
  {
    kind: 'steps',
    title: 'What to do',
    items: ['Press the button.', 'Type a new password twice.', 'Press Change Password.'],
  },
  { kind: 'list', title: 'The new password needs', items: ['8 characters', 'a number'] },
  { kind: 'fine', text: 'Asked for on 24 Nov 2026.' },
];

const letter = (changes: Partial<FramedLetter> = {}) =>
  writeLetter({
    language: 'en',
    direction: 'ltr',
    company: 'Acme',
    title: 'Set a new password',
    preview: 'Your link to set a new password.',
    blocks,
    footer: ['Questions? Contact help@acme.test.'],
    ...changes,
  });

describe('a letter in HTML', () => {
  it('is a whole document with everything in it', () => {
    const { html } = letter();
    assert.match(html, /^<!doctype html>\n<html lang="en" dir="ltr">/);
    assert.match(html, /<title>Set a new password<\/title>/);
    for (const said of [
      'Hello Ann,',
      'Reset Password',
      'Press the button.',
      '8 characters',
      'Asked for on',
      'help@acme.test',
      'Acme',
    ]) {
      assert.ok(html.includes(said), said);
    }
    assert.ok(html.includes(`href="${link.replace('&', '&amp;')}"`));
  });

  it('loads nothing from anywhere and runs nothing', () => {
    const { html } = letter();
    assert.doesNotMatch(html, /<(?:img|script|link|iframe|object|svg)|src=|url\(|@import|\son\w+=/i);
    assert.deepEqual([...new Set(html.match(/https?:\/\/[^/"<]+/g))], ['https://rekey.acme.test']);
  });

  it('wears the colour of its company, by day and in the dark', () => {
    const { html } = letter({ colour: '#714b67' });
    assert.match(html, /class="accent" height="5" bgcolor="#714b67"/);
    assert.match(html, /class="brand" style="[^"]*color:#714b67"/);
    assert.ok(
      !html.includes(accent) && !html.includes(lookOf(undefined).dark.accent),
      'nothing of the usual one is left',
    );
    assert.ok(html.includes(`.accent{background:${lookOf('#714b67').dark.accent} !important}`));
  });

  it('shows the picture of its company, which travels in it, at a size that fits', () => {
    const logo = {
      cid: 'abc@logo',
      type: 'image/png',
      content: Buffer.from('picture'),
      width: 480,
      height: 80,
    } as const;
    const { html, pictures } = letter({ logo });
    assert.match(html, /<img class="logo" src="cid:abc@logo" alt="" width="160" height="27"/);
    assert.doesNotMatch(html, /src="(?!cid:)|url\(/);
    assert.deepEqual(pictures, [{ cid: 'abc@logo', type: 'image/png', content: logo.content }]);
    assert.ok(withPictures(html, pictures).includes('src="data:image/png;base64,cGljdHVyZQ=="'));
    assert.match(letter({ logo: { ...logo, width: 20, height: 10 } }).html, /width="20" height="10"/);
    assert.deepEqual(letter().pictures, []);
  });

  it('has a style block that survives its escaping', () => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(letter().html) ?? [];
    assert.match(style, /prefers-color-scheme:dark/);
    assert.doesNotMatch(style, /&\w+;/);
  });

  it('turns round for languages that are written from right to left, but not its links', () => {
    const { html } = letter({ language: 'ar', direction: 'rtl' });
    assert.match(html, /<html lang="ar" dir="rtl">/);
    assert.match(html, /align="right"/);
    assert.doesNotMatch(html, /text-align:left/);
    assert.match(html, /class="link" dir="ltr"/);
  });

  it('stays small, also when it says a lot', () => {
    const many: Block[] = [
      ...blocks,
      ...blocks,
      { kind: 'list', items: Array.from({ length: 12 }, (_, n) => `${n} ${'word '.repeat(20)}`) },
    ];
    const { html, text } = letter({ blocks: many });
    assert.ok(Buffer.byteLength(html) + Buffer.byteLength(text) < 30_000);
    assert.ok(Buffer.byteLength(letter().html) < 12_000);
  });

  it('can be read in the light and in the dark (WCAG AA)', () => {
    assert.equal(lookOf(undefined).light.accent, accent);
    const looks = [undefined, '#714b67', '#0000ff', '#767000', '#000000'].map(lookOf);
    for (const colours of looks.flatMap(({ light, dark }) => [light, dark])) {
      const pairs = [
        [colours.text, colours.card],
        [colours.text, colours.well],
        [colours.quiet, colours.card],
        [colours.quiet, colours.well],
        [colours.quiet, colours.ground],
        [colours.accent, colours.card],
        [colours.accent, colours.ground],
        [colours.accent, colours.well],
        [colours.onAccent, colours.accent],
      ] as const;
      for (const [text, ground] of pairs) assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}`);
    }
  });

  it('I-46 escapes what it is told, wherever it stands', () => {
    const evil = '"><img src=x onerror=alert(1)>';
    const { html } = letter({
      company: evil,
      title: evil,
      preview: evil,
      footer: [evil],
      blocks: [
        { kind: 'paragraph', text: evil },
        { kind: 'button', label: evil, href: link },
        { kind: 'link', text: evil, href: `https://rekey.acme.test/?${evil.replaceAll(' ', '+')}` },
        { kind: 'steps', title: evil, items: [evil] },
        { kind: 'fine', text: evil },
      ],
    });
    assert.doesNotMatch(
      html,
      /<img|"><(?!\/?(?:html|head|meta|title|body|div|table|tr|td|span|h1|h2|p|a|ol|ul|li|br))/,
    );
  });

  it('leads to web addresses only', () => {
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'mailto:a@b', 'https://a b', '']) {
      assert.throws(() => letter({ blocks: [{ kind: 'button', label: 'Go', href }] }));
      assert.throws(() => letter({ blocks: [{ kind: 'link', text: 'Go', href }] }));
    }
  });
});

describe('a letter as plain text', () => {
  it('says the same, with each link whole on a line of its own', () => {
    const { text } = letter();
    assert.equal(
      text,
      `Set a new password

Hello Ann,

Reset Password:
${link}

What to do:
1. Press the button.
2. Type a new password twice.
3. Press Change Password.

The new password needs:
- 8 characters
- a number

Asked for on 24 Nov 2026.

--${' '}
Acme
Questions? Contact help@acme.test.
`,
    );
  });

  it('is wrapped at 76 and never inside a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[^\s]{1,120}$/u), { minLength: 1 }),
        fc.constantFrom('', '- ', '10. '),
        (words, mark) => {
          const lines = wrap(words.join(' '), mark).split('\n');
          assert.deepEqual(lines.join(' ').slice(mark.length).split(/ +/).filter(Boolean), words);
          for (const line of lines) assert.ok([...line].length <= 76 || line.trim().split(' ').length <= 2);
        },
      ),
    );
  });
});

describe('names in letters', () => {
  it('stay names, and do not become links', () => {
    for (const name of [
      'evil.example',
      'http://evil.example',
      'www.evil.example/path',
      'eve@evil.example',
      'Ann evil.example.',
      'evil。example',
      'ｈｔｔｐ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ',
    ]) {
      assert.doesNotMatch(asText(name).normalize('NFKC'), /[\w。][.:/@。][\w。]|:\/\//, name);
      assert.equal(asText(name).replaceAll('\u2060', ''), name);
    }
    for (const name of ['Ann Smith', 'Dr. Ann Smith', "O'Brien", '王小明', 'محمد علي'])
      assert.equal(asText(name), name);
  });

  it('are cut at 60 characters and lose what is no text', () => {
    assert.equal([...plainName('🦊'.repeat(100))].length, 60);
    assert.equal(plainName(' Ann\r\nBcc:\0\u202eSmith\u2028 '), 'Ann Bcc: Smith');
  });

  it('that hide a web address in a sentence do not get it linked, and logins can still be copied', () => {
    const { html, text } = letter({
      blocks: [
        { kind: 'paragraph', text: 'Browser: https://evil.example or www.evil.example. Login: ann.berg@acme.test' },
      ],
    });
    for (const form of [html, text]) {
      assert.doesNotMatch(form, /https:\/\/evil|www\.evil/);
      assert.ok(form.includes('ann.berg@acme.test'));
    }
  });
});

/** WCAG 2.2: relative luminance and contrast. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/g) ?? []).map((hex) => {
    const part = Number.parseInt(hex, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
