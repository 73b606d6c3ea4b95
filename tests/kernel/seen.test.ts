import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { asSeen, hasUnseen } from '../../src/kernel/index.ts';

describe('a text for whoever has to judge it', () => {
  it('is as it was where all of it is seen', () => {
    for (const plain of [
      'mara',
      'mara@example.com',
      'José Ängström 日本',
      'https://reset.example/web?x=1',
      'a  b, (c)',
    ]) {
      assert.equal(asSeen(plain), plain);
      assert.ok(!hasUnseen(plain));
    }
  });

  it('names by its number what is not seen, passes for a blank or turns the direction', () => {
    assert.equal(asSeen('ro\u200bot'), 'ro‹U+200B›ot');
    assert.equal(asSeen('a\u202eb\u2066c\u00adz'), 'a‹U+202E›b‹U+2066›c‹U+00AD›z');
    assert.equal(asSeen('a\u00a0b\u3000c\u3164d\u{e0041}'), 'a‹U+00A0›b‹U+3000›c‹U+3164›d‹U+E0041›');
    assert.equal(asSeen('a\nb\u001b'), 'a‹U+000A›b‹U+001B›');
  });

  it('has the form of a domain beside it where machines go by another one', () => {
    assert.equal(asSeen('carl@\u0435xample.com'), 'carl@\u0435xample.com (xn--xample-2of.com)');
    assert.equal(asSeen('carl@\uff45xample.com'), 'carl@\uff45xample.com (example.com)');
    assert.equal(
      asSeen('https://me@\u0435xample.com:8443/path and more'),
      'https://me@\u0435xample.com:8443/path (xn--xample-2of.com) and more',
    );
    assert.equal(asSeen('Desk <it@\u0435xample.com>'), 'Desk <it@\u0435xample.com (xn--xample-2of.com)>');
    assert.equal(asSeen('carl@exa\u200bmple.com'), 'carl@exa‹U+200B›mple.com (example.com)');
    assert.equal(asSeen('jörg.müller'), 'jörg.müller');
    assert.equal(
      asSeen('\u0435xample.com, b.example', { hosts: true }),
      '\u0435xample.com (xn--xample-2of.com), b.example',
    );
  });

  it('has nothing in it any more that is not seen, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !hasUnseen(asSeen(text))));
  });
});
