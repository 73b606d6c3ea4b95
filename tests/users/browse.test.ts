import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Turn } from '../../src/database/index.ts';
import type { Role } from '../../src/kernel/index.ts';
import type { UserQuery, UserSort } from '../../src/users/index.ts';
import { anybodyWith } from '../callers.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const people = [
  { login: 'zoe', name: 'Zoë Ångström', email: 'zoe@north.example' },
  { login: 'anna.berg', name: 'Anna Berg', email: 'office@lumen.example', role: 'helpdesk' },
  { login: 'erik', name: 'Erik Berg', email: 'Office@Lumen.example', language: 'de' },
  { login: 'lukasz', name: 'Łukasz Żuraw', email: 'l@lumen.example', state: 'invited' },
  { login: '50%_off', name: 'Mina O"Neil', state: 'archived' },
  { login: 'mara', name: 'Mara Keller', email: 'mara@lumen.example', role: 'settings' },
] as const;

const byName: UserSort = { key: 'name', descending: false };
const all: Turn = { limit: 100 };

onEveryEngine('looking through users', (engine: Engine) => {
  let installation: Installation;
  before(async () => {
    installation = await openInstallation(engine);
    for (const person of people) {
      await installation.adopted(person);
      installation.clock.advance(1_000);
    }
  });
  after(() => installation.close());

  const found = async (query: Partial<UserQuery>, sort = byName, turn = all, role: Role = 'helpdesk') => {
    const { rows } = await installation.app.users.page(
      anybodyWith(role),
      { search: '', filters: [], ...query },
      sort,
      turn,
    );
    return rows.map(({ login }) => login);
  };

  it('sorts names as people do, whatever accents they have', async () => {
    assert.deepEqual(await found({}), ['anna.berg', 'erik', 'lukasz', 'mara', '50%_off', 'zoe']);
    assert.deepEqual((await found({}, { key: 'name', descending: true })).at(0), 'zoe');
    assert.deepEqual((await found({}, { key: 'created', descending: true })).at(0), 'mara');
    assert.deepEqual((await found({}, { key: 'login', descending: false })).at(0), '50%_off');
  });

  it('finds what name, login or email contain, in any case and without accents', async () => {
    assert.deepEqual(await found({ search: 'BERG' }), ['anna.berg', 'erik']);
    assert.deepEqual(await found({ search: 'angstrom' }), ['zoe']);
    assert.deepEqual(await found({ search: 'lukasz zuraw' }), ['lukasz']);
    assert.deepEqual(await found({ search: 'keller mara' }), ['mara']);
    assert.deepEqual(await found({ search: '@north.ex' }), ['zoe']);
    assert.deepEqual(await found({ search: 'nobody-at-all' }), []);
  });

  it('takes signs of its own language as what they are', async () => {
    assert.deepEqual(await found({ search: '0%_o' }), ['50%_off']);
    assert.deepEqual(await found({ search: '%%%' }), []);
    assert.deepEqual(await found({ search: 'o"neil' }), ['50%_off']);
    assert.deepEqual(await found({ search: "'; drop" }), []);
    assert.deepEqual(await found({ search: 'berg or erik' }), []);
  });

  it('finds beginnings with one or two characters', async () => {
    assert.deepEqual(await found({ search: 'ma' }), ['mara']);
    assert.deepEqual(await found({ search: 'e' }), ['erik']);
    assert.deepEqual(await found({ search: 'of' }), ['anna.berg', 'erik'], 'by email');
    assert.deepEqual(await found({ search: 'er be' }), ['erik']);
  });

  it('filters: alternatives of one kind, and all kinds together', async () => {
    assert.deepEqual(await found({ filters: ['active'] }), ['anna.berg', 'erik', 'lukasz', 'mara', 'zoe']);
    assert.deepEqual(await found({ filters: ['archived', 'invited'] }), ['lukasz', '50%_off']);
    assert.deepEqual(await found({ filters: ['role:helpdesk', 'role:settings'] }), ['anna.berg', 'mara']);
    assert.deepEqual(await found({ filters: ['language:de', 'active'] }), ['erik']);
    assert.deepEqual(await found({ filters: ['no_email'] }), ['50%_off']);
    assert.deepEqual(await found({ filters: ['shared_email'] }), ['anna.berg', 'erik']);
    assert.deepEqual(await found({ filters: ['no_email', 'shared_email'] }), ['anna.berg', 'erik', '50%_off']);
    assert.equal((await found({ filters: ['never_signed_in'] })).length, people.length);
    assert.deepEqual(await found({ search: 'berg', filters: ['role:helpdesk'] }), ['anna.berg']);
    assert.deepEqual(await found({ filters: ['archived', 'language:de'] }), []);
    await refuses(found({ filters: ['role'] }), 'malformed');
    await refuses(found({ filters: ['bogus:1'] }), 'malformed');
  });

  it('finds by second factor only those of whom the reader may know it', async () => {
    const { app } = installation;
    const by = (filters: string[], role: Role) => found({ filters }, byName, all, role);
    await app.database.write(async (tx) => {
      for (const login of ['erik', 'anna.berg', 'mara'])
        await app.users.noteFactor(tx, (await app.users.named(login)).id, true);
    });
    assert.deepEqual(await by(['has_factor'], 'settings'), ['anna.berg', 'erik', 'mara']);
    assert.deepEqual(await by(['has_factor'], 'access'), ['anna.berg', 'erik']);
    assert.deepEqual(await by(['no_factor'], 'access'), ['lukasz', '50%_off', 'zoe']);
    assert.deepEqual(await by(['has_factor', 'no_factor', 'role:settings'], 'access'), []);
    const query = { search: '', filters: ['has_factor', 'no_factor'] };
    for (const filters of [['has_factor'], ['no_factor', 'role:settings']])
      await refuses(by(filters, 'helpdesk'), 'forbidden');
    await refuses(app.users.count(anybodyWith('helpdesk'), query), 'forbidden');
    await refuses(app.users.ids(anybodyWith('helpdesk'), query), 'forbidden');
    assert.deepEqual(await app.users.count(anybodyWith('access'), { ...query }), { count: 5, exact: true });
  });

  it('finds the addresses that no letter can go to, as they were taken over and as they become', async () => {
    const { app, operator } = installation;
    const malformed = { filters: ['malformed_email'] };
    const { id } = await installation.adopted({ login: 'ines', name: 'Ines Roth', email: 'ines(at)lumen.example' });
    await installation.adopted({ login: 'ines.too', name: 'Ines Roth', email: 'INES(at)lumen.example' });
    assert.deepEqual(await found(malformed), ['ines', 'ines.too']);
    assert.deepEqual(await found({ ...malformed, search: 'roth' }), ['ines', 'ines.too']);
    assert.deepEqual(await found({ filters: ['malformed_email', 'language:de'] }), []);
    assert.ok((await found({ filters: ['shared_email'] })).includes('ines'), 'shared as well');
    assert.ok((await found({ filters: ['no_email', 'malformed_email'] })).includes('50%_off'), 'alternatives');
    await app.users.edit(operator, id, { change: { name: 'Ines Rot' } });
    assert.deepEqual(await found(malformed), ['ines', 'ines.too'], 'whatever else is changed');
    await app.users.edit(operator, id, { change: { email: 'ines@lumen.example' } });
    assert.deepEqual(await found(malformed), ['ines.too']);
    const other = await app.users.named('ines.too');
    await app.users.edit(operator, other.id, { change: { email: '' } });
    assert.deepEqual(await found(malformed), []);
    for (const user of [id, other.id]) await app.users.delete(operator, user);
  });

  it('turns pages in both directions and from the end, each row once', async () => {
    const { users } = installation.app;
    const page = (turn: Turn) => users.page(anybodyWith('helpdesk'), { search: '', filters: [] }, byName, turn);
    const first = await page({ limit: 4 });
    const second = await page({ limit: 4, after: first.next });
    assert.deepEqual(
      [...first.rows, ...second.rows].map(({ login }) => login),
      await found({}),
    );
    assert.deepEqual([first.previous, second.next], [undefined, undefined]);
    const back = await page({ limit: 4, before: second.previous });
    assert.deepEqual(back.rows, first.rows);
    const last = await page({ limit: 4, last: true });
    assert.deepEqual(
      last.rows.map(({ login }) => login),
      (await found({})).slice(-4),
    );
    assert.deepEqual((await page({ limit: 4, before: last.previous })).rows.length, 2);
    await refuses(page({ limit: 4, after: 'bogus' }), 'malformed');
    await refuses(page({ limit: 4, after: Buffer.from('[0]').toString('base64url') }), 'malformed');
  });

  it('keeps up with users who go', async () => {
    const { app, operator } = installation;
    await app.users.archive(operator, (await app.users.named('erik')).id);
    assert.deepEqual(await found({ search: 'berg', filters: ['active'] }), ['anna.berg']);
  });

  it('counts', async () => {
    const count = (filters: string[], search = '') =>
      installation.app.users.count(anybodyWith('helpdesk'), { search, filters });
    assert.deepEqual(await count([]), { count: people.length, exact: true });
    assert.deepEqual(await count([], 'berg'), { count: 2, exact: true });
    assert.deepEqual(await count(['archived'], 'zoe'), { count: 0, exact: true });
  });

  it('is for staff', async () => {
    const { users } = installation.app;
    await refuses(users.page(anybodyWith('user'), { search: '', filters: [] }, byName, all), 'forbidden');
    await refuses(users.count(anybodyWith('user'), { search: '', filters: [] }), 'forbidden');
  });
});
