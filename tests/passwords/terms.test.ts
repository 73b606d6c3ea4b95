import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { policyOf } from '../../src/passwords/policies.ts';
import { termsOf } from '../../src/passwords/terms.ts';
import { standard } from './known.ts';

const policyWith = (changed: Partial<typeof standard>, breachedFile = false) =>
  policyOf(termsOf({ ...standard, ...changed }, breachedFile));

describe('What an installation adds to a preset', () => {
  it('is named with the policy, so that it is known later by what a password was judged', () => {
    assert.equal(policyWith({}).id, 'guide@1');
    assert.equal(policyWith({ policy: 'modern', password_min_length: 15 }).id, 'modern@1');
    const strict = { password_min_length: 12, password_history: 5, password_barred_words: ['lumen', 'aurora'] };
    assert.equal(policyWith(strict, true).id, 'guide@1+length12+words2+breached+history5');
  });

  it('makes it stricter and never weaker', () => {
    assert.equal(policyWith({ password_min_length: 12 }).minLength, 12);
    assert.equal(policyWith({ policy: 'modern', password_min_length: 9 }).minLength, 15);
  });

  it('is told before typing, and to password managers', () => {
    const { rules, passwordRules } = policyWith({
      password_min_length: 20,
      password_history: 3,
      breach_lookup: 'fail_open',
    });
    assert.match(passwordRules, /^minlength: 20;/);
    assert.deepEqual(
      rules.map(({ code }) => code),
      ['length', 'too_long', 'lower', 'upper', 'number', 'special', 'common', 'personal', 'breached', 'used_before'],
    );
  });
});
