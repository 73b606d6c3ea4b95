import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { silent, type Waiter } from '../../src/kernel/index.ts';
import { judge, type Known } from '../../src/passwords/judge.ts';
import { type Preset, plainTerms, policyOf } from '../../src/passwords/policies.ts';
import { createStrength, type Strength } from '../../src/passwords/strength.ts';
import { generated } from './generated.ts';
import { knowing, standard } from './known.ts';
import { common, good, person, personal } from './verdicts.ts';

const minute = 60_000;
/** With time enough on any machine: the limit has its own proof. */
const strength = createStrength(silent, { workLimit: minute });
const stopped: Strength = { solePieceOf: async () => undefined, warmUp() {}, close: async () => {} };

async function violations(password: string, preset: Preset = 'guide', by = strength) {
  const settings = { ...standard, policy: preset };
  return (await judge(knowing({ strength: by }), settings, { password, person })).violations;
}

async function codes(password: string, preset?: Preset, by?: Strength): Promise<string[]> {
  return (await violations(password, preset, by)).map(({ rule }) => rule);
}

describe('Judging a password', () => {
  after(() => strength.close());

  for (const password of good)
    it(`finds nothing wrong with ${short(password)}`, async () => assert.deepEqual(await codes(password), []));
  for (const password of common)
    it(`finds ${short(password)} common`, async () => assert.deepEqual(await codes(password), ['common']));
  for (const [password] of personal)
    it(`finds ${short(password)} personal`, async () => {
      assert.deepEqual(
        (await codes(password)).filter((code) => code !== 'common'),
        ['personal'],
      );
    });

  it('finds exactly 8 characters long enough, and 7 not', async () => {
    assert.deepEqual(await codes('Vq7-mzRk'), []);
    assert.deepEqual(await codes('Vq7-mzR'), ['length']);
  });

  it('says all that fails at once, in the order of the hints', async () => {
    assert.deepEqual(await codes(''), ['length', 'lower', 'upper', 'number', 'special']);
    assert.deepEqual(await codes('anna'), ['length', 'upper', 'number', 'special', 'common', 'personal']);
    assert.deepEqual(await codes(`${'dragon'.repeat(50)}`), ['too_long', 'upper', 'number', 'special', 'common']);
  });

  it('says why a password is common', async () => {
    const why = async (password: string) => (await violations(password)).find(({ rule }) => rule === 'common')?.params;
    assert.deepEqual(await why('P@ssw0rd'), { piece: 'list' });
    assert.deepEqual(await why('Dragon!!99'), { piece: 'word' });
    assert.deepEqual(await why('12.03.1985Aa!'), { piece: 'date' });
    assert.deepEqual(await why('Poiuytre!99'), { piece: 'keyboard' });
    assert.deepEqual(await why('Bcdefghi#77'), { piece: 'sequence' });
    assert.deepEqual(await why('Xqvxqvxqv!7'), { piece: 'repetition' });
    assert.deepEqual(await why('Monday-tuesday-1'), { piece: 'series' });
  });

  it('goes by list and length when the strength library was stopped', async () => {
    assert.deepEqual(await codes('P@ssw0rd', 'guide', stopped), ['common']);
    assert.deepEqual(await codes('xxSonnenschein1!', 'guide', stopped), ['common']);
    assert.deepEqual(await codes('Xqvxqvxqv!7', 'guide', stopped), []);
    assert.deepEqual(await codes('Xqv7!', 'guide', stopped), ['length']);
  });

  it('takes one where the file of breached passwords cannot be read, and says what did not tell', async () => {
    const breachedFile = { isThere: () => true, has: () => undefined };
    const judged = (answer: boolean | undefined) => {
      const breachLookup = { has: async () => answer };
      const lookedUp = { ...standard, breach_lookup: 'fail_closed' } as const;
      return judge(knowing({ strength, breachedFile, breachLookup }), lookedUp, { password: 'Vq7-mzRk', person });
    };
    assert.deepEqual(await judged(false), { violations: [], breachesUnknown: 'file' });
    assert.deepEqual(await judged(undefined), { violations: [], breachesUnknown: 'service' });
    assert.equal((await judged(true)).breachesUnknown, undefined);
  });

  it('finds what the file of breached passwords knows breached', async () => {
    const breachedFile = { isThere: () => true, has: (password: string) => password === 'Vq7-mzRk' };
    const judged = async (password: string) =>
      (await judge(knowing({ strength, breachedFile }), standard, { password, person })).violations;
    assert.deepEqual(
      (await judged('Vq7-mzRk')).map(({ rule }) => rule),
      ['breached'],
    );
    assert.deepEqual(await judged('Vq7-mzRkx'), []);
  });

  it('asks in the preset modern for length instead of classes, and refuses the common and personal alike', async () => {
    assert.deepEqual(await codes('purple kayak lantern', 'modern'), []);
    assert.deepEqual(await codes('purple kayak', 'modern'), ['length']);
    assert.deepEqual(await codes('Purple-Kayak-93', 'modern'), []);
    assert.deepEqual(await codes('qwertyuiopasdfghjklzxcvbnm', 'modern'), ['common']);
    assert.deepEqual(await codes('123456789012345', 'modern'), ['common']);
    assert.deepEqual(await codes('thunderstorm 2026', 'modern'), ['common']);
    assert.deepEqual(await codes('correcthorsebatterystaple', 'modern'), ['common']);
    assert.deepEqual(await codes('großmann flies kites', 'modern'), ['personal']);
  });

  it('lets through what password managers generate by `passwordrules`', async () => {
    for (const preset of ['guide', 'modern'] as const) {
      const made = generated(policyOf(plainTerms(preset)).passwordRules, { shortest: 16 });
      await fc.assert(
        fc.asyncProperty(made, async (password) => assert.deepEqual(await codes(password, preset), [])),
        { seed: 1, numRuns: 100 },
      );
    }
  });

  it('takes a place that is kept for those who are known to compare with former ones', async () => {
    const waited: (Waiter | undefined)[] = [];
    const verify: Known['verify'] = async (_hash, _password, who) => waited.push(who) > 2;
    const former = { hashes: ['one', 'another'], last: 2 };
    await judge(knowing({ strength, verify }), standard, { password: good[0] ?? '', person, former });
    assert.deepEqual(waited, ['known', 'known']);
  });

  it('answers on any text, whatever it is made of', async () => {
    const anything = fc.array(fc.nat(0xffff), { maxLength: 300 }).map((units) => String.fromCharCode(...units));
    await fc.assert(
      fc.asyncProperty(anything, async (password) => {
        const length = [...password.normalize('NFC')].length;
        const found = await codes(password);
        assert.equal(found.includes('too_long'), length > 256);
        assert.ok(found.includes('length') || length >= 8); // it may have characters that nobody sees
      }),
      { numRuns: 200 },
    );
  });
});

function short(password: string): string {
  return password.length > 40 ? `${password.slice(0, 30)}… (${password.length})` : password;
}
