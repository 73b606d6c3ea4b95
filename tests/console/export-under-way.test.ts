import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { hour } from '../../src/kernel/index.ts';
import type { AdoptedUser } from '../../src/users/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Opened, oldPassword, openPages, origin } from '../pages/opened.ts';

onEveryEngine('a file of a list that is on its way', (engine) => {
  let opened: Opened;
  let names = 0;
  before(async () => {
    opened = await openPages(engine);
    const { app } = opened;
    const [company] = await app.users.companies(app.database.read);
    const person = (number: number): AdoptedUser => ({
      companyId: company?.id ?? '',
      name: `Person ${number}`,
      login: `p${number}`,
      email: undefined,
      role: 'user',
      state: 'confirmed',
      language: 'en',
      timeZone: 'UTC',
    });
    for (let from = 0; from < 3_500; from += 500) {
      await app.database.write(async (tx) => {
        for (let number = from; number < from + 500; number++) await app.users.adopt(tx, person(number));
      });
    }
  });
  after(() => opened.close());

  /** Somebody who has taken the first part of a file, and takes the rest once something has happened. */
  const takeWhile = async (path: string, happens: (userId: string) => Promise<unknown>): Promise<string> => {
    const login = `taker-${++names}`;
    const { id } = await opened.confirmed({ login, role: 'access', password: oldPassword });
    const staff = await opened.signedIn(login);
    const incoming = { socket: { remoteAddress: '192.0.2.7' } };
    const name = '__Host-rekey_session';
    const init = { headers: { host: new URL(origin).host, cookie: `${name}=${staff.cookie(name)}` } };
    const { status, body } = await opened.web.request(`${origin}${path}`, init, { incoming });
    assert.equal(status, 200);
    assert.ok(body);
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let taken = (await reader.read()).value ?? '';
    await happens(id);
    for (let part = await reader.read(); !part.done; part = await reader.read()) taken += part.value;
    return taken;
  };
  const rows = (text: string): number => text.trim().split('\r\n').length - 1;
  const file = '/settings/users/export?sort=login';

  it('is whole for whoever stays in', async () => {
    assert.ok(rows(await takeWhile(file, async () => undefined)) >= 3_500);
  });

  it('is cut off, so that nobody takes it for whole, once its reader is archived, signed out or in another role', async () => {
    const { users, sessions } = opened.app;
    const ends: ((id: string) => Promise<unknown>)[] = [
      (id) => users.archive(opened.operator, id),
      (id) => opened.app.database.write((tx) => sessions.endAllWithin(tx, opened.operator, id)),
      (id) => users.edit(opened.operator, id, { change: { role: 'helpdesk' } }),
    ];
    for (const end of ends) await assert.rejects(takeWhile(file, end), /not_signed_in/);
  });

  it('is cut off no later where it is the whole record, as the page of its seal offers it', async () => {
    const { app, operator } = opened;
    const entry = { event: 'links.cancelled', details: { links: 0 } } as const;
    const some = Array.from({ length: 500 }, () => ({ caller: operator, entry }));
    for (let times = 0; times < 10; times++) await app.database.write((tx) => app.audit.recordEach(tx, some));
    const clara = await opened.confirmed({ login: 'clara', role: 'access', password: oldPassword });
    const { body } = await (await opened.signedIn(clara.login)).get('/settings/technical/audit/seal');
    const href = /href="([^"]+)"[^>]*>All events as JSON lines/.exec(body)?.[1] ?? '';
    assert.ok((await takeWhile(href, async () => undefined)).split('\n').length > 5_000);
    await assert.rejects(
      takeWhile(href, (id) => app.users.archive(operator, id)),
      /not_signed_in/,
    );
  });

  it('is cut off after half an hour, however slowly it is read', async () => {
    await assert.rejects(
      takeWhile(file, async () => opened.clock.advance(hour / 2)),
      /not_signed_in/,
    );
  });
});
