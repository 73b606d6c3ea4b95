import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Turn } from '../../src/database/index.ts';
import { newId, systemRandom } from '../../src/kernel/index.ts';
import type { UserQuery } from '../../src/users/index.ts';
import { anybodyWith } from '../callers.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';

const many = 10_400;
const atOnce = 400;
/** Of those who come last: who is among the first thousand by name, and who is not. */
const lateNames: Record<number, string> = { [many - 1]: 'Person early', [many - 2]: 'Person user05000 late' };
/** How many of all logins contain these digits. */
const numbersWith = (digits: string) =>
  Array.from({ length: many }, (_, number) => String(number).padStart(5, '0')).filter((one) => one.includes(digits))
    .length;

onEveryEngine('looking through more users than are counted', (engine: Engine) => {
  let installation: Installation;
  before(async () => {
    installation = await openInstallation(engine);
    const { app, clock } = installation;
    const [company] = await app.users.companies(app.database.read);
    const row = (number: number) => {
      const login = `user${String(number).padStart(5, '0')}`;
      const name = lateNames[number] ?? (number % 2_000 === 0 ? `Common ${login}` : `Person ${login}`);
      const email = `${login}@common.example`;
      return {
        id: newId(clock, systemRandom),
        company_id: company?.id ?? '',
        name,
        login,
        login_folded: login,
        email,
        email_folded: email,
        role: 'user',
        state: number % 1_000 === 7 ? 'archived' : 'confirmed',
        language: 'en',
        time_zone: 'UTC',
        created_at: clock.now(),
        name_sort: name.toLowerCase(),
        search_text: `${name} ${login} ${email}`.toLowerCase(),
      } as const;
    };
    for (let from = 0; from < many; from += atOnce) {
      const rows = Array.from({ length: atOnce }, (_, index) => row(from + index));
      await app.database.write(async (tx) => {
        await tx.insertInto('users').values(rows).execute();
      });
      clock.advance(1_000);
    }
  });
  after(() => installation.close());

  const page = (query: Partial<UserQuery>, turn: Turn) =>
    installation.app.users.page(
      anybodyWith('helpdesk'),
      { search: '', filters: [], ...query },
      { key: 'name', descending: false },
      turn,
    );
  const count = (query: Partial<UserQuery>) =>
    installation.app.users.count(anybodyWith('helpdesk'), { search: '', filters: [], ...query });

  it('shows those first whose name begins with what is searched for', async () => {
    const { rows } = await page({ search: 'common' }, { limit: 8 });
    assert.deepEqual(
      rows.map(({ name }) => name.split(' ')[0]),
      [...Array<string>(6).fill('Common'), 'Person', 'Person'],
    );
    assert.equal(rows[6]?.login, 'user00001');
  });

  it('looks for the best among the first thousand names; all others come in their turn', async () => {
    const logins = async (turn: Turn) => (await page({ search: 'person' }, turn)).rows.map(({ login }) => login);
    assert.deepEqual(await logins({ limit: 2 }), ['user10399', 'user00001']);
    assert.deepEqual(await logins({ limit: 2, last: true }), ['user10397', 'user10398']);
  });

  for (const search of ['common', 'person us', 'us', '']) {
    it(`turns pages of "${search}" there and back without losing or repeating anybody`, async () => {
      const query = { search, filters: ['active'] };
      const limit = 1_500;
      const there: string[] = [];
      let turn: Turn = { limit };
      for (;;) {
        const { rows, next } = await page(query, turn);
        there.push(...rows.map(({ login }) => login));
        if (next === undefined) break;
        turn = { limit, after: next };
      }
      const back: string[] = [];
      turn = { limit, last: true };
      for (;;) {
        const { rows, previous } = await page(query, turn);
        back.unshift(...rows.map(({ login }) => login));
        if (previous === undefined) break;
        turn = { limit, before: previous };
      }
      assert.equal(there.length, many - 11 - (search.startsWith('person') ? 6 : 0));
      assert.equal(new Set(there).size, there.length);
      assert.deepEqual(back, there);
    });
  }

  it('says that they are more than 10,000, and counts what is fewer', async () => {
    const more = { count: 10_000, exact: false };
    assert.deepEqual(await count({}), more);
    assert.deepEqual(await count({ filters: ['active'] }), more);
    assert.deepEqual(await count({ search: 'common', filters: ['active'] }), more);
    assert.deepEqual(await count({ search: 'us', filters: ['active', 'role:user'] }), more);
    assert.deepEqual(await count({ search: 'common', filters: ['archived'] }), { count: 11, exact: true });
    assert.deepEqual(await count({ search: 'user0000', filters: ['active'] }), { count: 9, exact: true });
    assert.deepEqual(await count({ search: 'common 77' }), { count: numbersWith('77'), exact: true });
    assert.deepEqual(await count({ search: 'u 77' }), { count: numbersWith('77'), exact: true });
    assert.deepEqual(await count({ search: 'person common' }), { count: 10_000, exact: false });
  });
});
