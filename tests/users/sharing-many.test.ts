import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { newId, systemRandom } from '../../src/kernel/index.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import { hearStatements } from '../heard-statements.ts';
import { type Installation, openInstallation } from '../installation.ts';

const many = 4_000;
const atOnce = 400;
const email = 'class@school.example';

onEveryEngine('an email that thousands share', (engine: Engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
    const { app, clock } = home;
    const [company] = await app.users.companies(app.database.read);
    const row = (number: number) => ({
      id: newId(clock, systemRandom),
      company_id: company?.id ?? '',
      name: `Pupil ${number}`,
      login: `pupil${number}`,
      login_folded: `pupil${number}`,
      email,
      email_folded: email,
      role: 'user' as const,
      state: number < many - 1 ? ('archived' as const) : ('confirmed' as const),
      language: 'en',
      time_zone: 'UTC',
      created_at: clock.now(),
      name_sort: `pupil ${number}`,
      search_text: `pupil${number}`,
    });
    for (let from = 0; from < many; from += atOnce) {
      const rows = Array.from({ length: atOnce }, (_, index) => row(from + index));
      await app.database.write(async (tx) => void (await tx.insertInto('users').values(rows).execute()));
      clock.advance(1_000);
    }
    await app.database.write(async (tx) => void (await sql`analyze`.execute(tx)));
  });
  after(() => home.close());

  it('means those who can be reached before all others, and no more than a handful', async () => {
    const [first, ...others] = await home.app.users.meantBy(home.app.database.read, email);
    assert.equal(first?.login, `pupil${many - 1}`);
    assert.deepEqual(
      others.map(({ login }) => login),
      [0, 1, 2, 3, 4].map((number) => `pupil${number}`),
    );
  });

  it('costs whoever types it no more than any other: nobody looks at all of them, nor puts them in order', async () => {
    const { read } = home.app.database;
    const asked: CompiledQuery[] = [];
    hearStatements(read.getExecutor(), (query) => asked.push(query));
    await home.app.users.meantBy(read, email);
    const byEmail = asked.find(({ parameters, sql }) => parameters.includes(email) && sql.includes('email_folded'));
    assert.ok(byEmail);
    const how = engine.name === 'SQLite' ? 'explain query plan' : 'explain';
    const { rows } = await read.executeQuery(CompiledQuery.raw(`${how} ${byEmail.sql}`, [...byEmail.parameters]));
    assert.match(JSON.stringify(rows), /users_reached/);
    assert.doesNotMatch(JSON.stringify(rows), /TEMP B-TREE|Sort|WindowAgg|SCAN users/);
  });

  it('is looked for among others as one of them, not each in a search of its own', async () => {
    const { read } = home.app.database;
    const asked: string[] = [];
    hearStatements(read.getExecutor(), ({ sql }) => sql.includes('email_folded') && asked.push(sql));
    const searches = async (typed: string[]): Promise<number> => {
      asked.length = 0;
      await home.app.users.meantByEach(read, typed);
      return asked.join(' ').match(/select/g)?.length ?? 0;
    };
    const others = Array.from({ length: 31 }, (_, number) => `nobody${number}@school.example`);
    assert.equal(await searches([email, ...others]), await searches([email]));
  });
});
