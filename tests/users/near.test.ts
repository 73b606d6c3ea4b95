import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { distance, neighbours } from '../../src/users/distance.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';

describe('the distance of two spellings', () => {
  it('counts what is wrong, missing, too many or swapped', () => {
    assert.equal(distance('mara', 'mara'), 0);
    assert.equal(distance('mara', 'maria'), 1);
    assert.equal(distance('mara', 'amra'), 1);
    assert.equal(distance('mara', 'mra'), 1);
    assert.equal(distance('gmail.com', 'gmial.co'), 2);
    assert.equal(distance('', 'abc'), 3);
  });

  it('is one to every neighbour and the same both ways', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), (text) => {
        for (const near of neighbours(text)) {
          assert.equal(distance(text, near), 1, `${text} ${near}`);
          assert.equal(distance(near, text), 1);
        }
      }),
      { numRuns: 20 },
    );
  });
});

onEveryEngine('users who are almost meant', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
    await home.adopted({ login: 'mara.stein', email: 'mara.stein@lumen.example' });
    await home.adopted({ login: 'jo', email: 'jo@lumen.example' });
    await home.adopted({ login: 'zoë', email: 'zoë@lumen.example', state: 'archived' });
  });
  after(() => home.close());

  const near = async (typed: string) =>
    (await home.app.users.near(home.app.database.read, typed)).map(({ login }) => login);

  it('are found by a slip in the name', async () => {
    for (const typed of ['mara.stien', 'mara.tein', 'maraa.stein', 'Mara.Stein ', 'mara-stein@lumen.example']) {
      assert.deepEqual(await near(typed), typed === 'Mara.Stein ' ? [] : ['mara.stein'], typed);
    }
  });

  it('are found by a slip in the domain, or by another domain', async () => {
    assert.deepEqual(await near('mara.stein@lumen.exmaple'), ['mara.stein']);
    assert.deepEqual(await near('mara.stein@home.example'), ['mara.stein']);
    assert.deepEqual(await near('jo@lumen.example.com'), ['jo']);
  });

  it('are found in any script, archived or not', async () => {
    assert.deepEqual(await near('zëo'), ['zoë']);
  });

  it('are nobody where nothing is near', async () => {
    assert.deepEqual(await near('quite.another@lumen.example'), []);
    assert.deepEqual(await near(''), []);
    assert.deepEqual(await near('x'.repeat(500)), []);
  });
});
