import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statusOf } from '../../src/http/refused.ts';
import { createLocale, type MessageKey } from '../../src/locale/index.ts';

describe('every refusal', () => {
  const t = createLocale().in('en');
  const params = {
    most: 1,
    scope: 's',
    name: 'Anna',
    matches: 2,
    why: 'A reason.',
    codes: 'a',
    wait: 5,
    server: 's',
    retryAfter: 1,
    field: 'f',
    problem: 'empty',
    what: 'w',
    others: 1,
  };
  for (const [code, status] of Object.entries(statusOf)) {
    it(`${code} has a status, a title and a text that says what to do`, () => {
      assert.ok(status >= 400 && status < 600);
      assert.notEqual(t(`refusals.${code}.title` as MessageKey, params), '');
      const text = t(`refusals.${code}` as MessageKey, params);
      assert.match(text, /[.?]$/);
    });
  }

  it('of limits and load says when to come again, of dead links that they are gone', () => {
    assert.deepEqual([statusOf.limited, statusOf.busy], [429, 503]);
    assert.deepEqual([statusOf.link_expired, statusOf.link_used, statusOf.link_unknown], [410, 410, 404]);
    assert.deepEqual([statusOf.malformed, statusOf.cross_site, statusOf.wrong_credentials], [400, 403, 401]);
  });
});
