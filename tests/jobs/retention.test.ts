import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, second } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { operator, signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

onEveryEngine('what is kept of a job', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const start = (by: User, users: User[]) => {
    const caller = { ...signedIn(by), address: '192.0.2.44', agent: 'Firefox of the chief' };
    const subjectIds = users.map(({ id }) => id);
    return home.app.jobs.start(caller, { kind: 'users.archive', subjectIds, data: {} });
  };
  const untilItRests = async () => {
    while (await home.app.jobs.turn());
  };
  const sweep = () => home.app.jobs.sweep(createPiecemeal(home.app));
  const describe = (id: string) => home.app.jobs.describe(operator, id);
  const rowsOf = async (id: string) => {
    const { read } = home.app.database;
    const items = await read.selectFrom('job_items').select('number').where('job_id', '=', id).execute();
    return items.length;
  };

  it('goes with the events that tell the same, however many people it was about, and no earlier', async () => {
    const chief = await home.adopted({ login: 'chief', role: 'settings' });
    const [ann, ben] = [await home.adopted({ login: 'ann' }), await home.adopted({ login: 'ben' })];
    const old = await start(
      chief,
      Array.from({ length: 250 }, () => ann),
    );
    await untilItRests();
    const { audit_retention: kept } = await home.app.settings.read(home.app.database.read);
    home.clock.advance(day);
    const [later, paused] = [await start(chief, [ben]), await start(chief, [ben])];
    await home.app.jobs.steer(operator, paused, 'pause');
    await untilItRests();
    home.clock.advance(kept - day - second);
    await sweep();
    assert.equal((await describe(old)).state, 'done');
    assert.equal(await rowsOf(old), 250);
    home.clock.advance(2 * second);
    await sweep();
    await refuses(describe(old), 'not_found');
    assert.equal(await rowsOf(old), 0);
    assert.deepEqual([(await describe(later)).state, await rowsOf(later)], ['done', 1]);
    home.clock.advance(2 * kept);
    await sweep();
    await refuses(describe(later), 'not_found');
    assert.equal((await describe(paused)).state, 'paused', 'what has not ended is not over');
  });

  it('names nobody who was erased, and not from where they began it', async () => {
    const gone = await home.adopted({ login: 'gone.with.the.wind', role: 'settings' });
    const id = await start(gone, [await home.adopted({ login: 'cleo' })]);
    await untilItRests();
    await home.app.users.archive(operator, gone.id);
    await home.app.users.delete(operator, gone.id);
    assert.equal((await describe(id)).made_by, `deleted-${gone.id.slice(-8)}`);
    const rows = await home.app.database.read.selectFrom('jobs').selectAll().where('id', '=', id).execute();
    assert.doesNotMatch(JSON.stringify(rows), /wind|192\.0\.2\.44|Firefox/);
  });
});
