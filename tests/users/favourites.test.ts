import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { anybodyWith, signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

onEveryEngine('a search that somebody keeps', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const keep = (caller: ReturnType<typeof signedIn>, name: string, shared: boolean) =>
    home.app.users.favourites.keep(caller, { list: 'users', name, query: 'search=x', shared });
  const list = (caller: ReturnType<typeof signedIn>) => home.app.users.favourites.list(caller, 'users');

  it('stands before those of others, of which nobody shares more than fifty and an administrator removes any', async () => {
    const chief = signedIn(await home.adopted({ login: 'chief', role: 'settings' }));
    const desk = signedIn(await home.adopted({ login: 'desk', role: 'helpdesk' }));
    await keep(chief, 'My people', false);
    for (let count = 0; count < 50; count++) await keep(desk, `!${count}`, true);
    assert.equal((await refuses(keep(desk, 'One more', true), 'too_many_favourites')).details.most, 50);
    const [own, others] = await list(chief);
    assert.deepEqual([own?.name, own?.removable, others?.removable], ['My people', true, true]);
    const seen = await list(anybodyWith('access'));
    assert.ok(seen.length > 0 && seen.every(({ removable }) => !removable));
    await refuses(home.app.users.favourites.remove(anybodyWith('access'), others?.id ?? ''), 'not_found');
    await home.app.users.favourites.remove(chief, others?.id ?? '');
    await keep(desk, 'One more', true);
  });

  it('is told as it is called from then on', async () => {
    const desk = signedIn(await home.adopted({ login: 'desk-3', role: 'helpdesk' }));
    const called = await keep(desk, `  ${'n'.repeat(300)}`, false);
    assert.equal(called.length, 60);
    assert.deepEqual(
      (await list(desk)).filter(({ shared }) => !shared).map(({ name }) => name),
      [called],
    );
  });

  it('is nobody else’s to remove while it is not shared', async () => {
    const chief = signedIn(await home.adopted({ login: 'chief-2', role: 'settings' }));
    const other = signedIn(await home.adopted({ login: 'other', role: 'helpdesk' }));
    await keep(other, 'Private', false);
    const [kept] = await list(other);
    assert.equal(kept?.name, 'Private');
    await refuses(home.app.users.favourites.remove(chief, kept?.id ?? ''), 'not_found');
    assert.equal((await list(other))[0]?.id, kept?.id);
  });
});
