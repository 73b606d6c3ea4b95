import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { may, type Role, roles } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Answer, Visitor } from '../pages/visitor.ts';
import { addresses } from './addresses.ts';

let opened: Opened;
let target: User;
const visitors = new Map<Role, Visitor>();
before(async () => {
  opened = await openPages();
  target = await opened.adopted({ login: 'target', name: 'Target', email: 'target@lumen.example' });
  for (const role of roles) {
    await opened.confirmed({ login: `with-${role}`, role, password: oldPassword });
    visitors.set(role, await opened.signedIn(`with-${role}`));
  }
});
after(() => opened.close());

const ask = (visitor: Visitor, address: string, form: Record<string, string>): Promise<Answer> => {
  const [method, path = ''] = address.split(' ');
  const place = path.replace(':id', target.id);
  const fields = Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, value.replace(':id', target.id)]),
  );
  return method === 'GET' ? visitor.get(place) : visitor.post(place, fields);
};

const somebody = (role: Role) => signedIn({ id: 'somebody', login: 'somebody', role });

/** Every address of the console, and what it demands. */
describe('an address of the console', () => {
  it('is known here with what it demands', () => {
    const served = opened.web.routes
      .filter(({ method, path }) => method !== 'ALL' && /^\/settings(\/|$)/.test(path) && !path.includes('/assets/'))
      .map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual([...new Set(served)].sort(), Object.keys(addresses).sort());
  });

  for (const [address, { act, form = {} }] of Object.entries(addresses)) {
    it(`${address} asks a stranger to sign in`, async () => {
      const { status, location } = await ask(opened.visitor(), address, form);
      assert.equal(status, 303);
      assert.match(location ?? '', /^\/web\/login\?redirect=%2Fsettings/);
    });

    for (const role of roles) {
      const allowed = role !== 'user' && (act === 'staff' || may(somebody(role), act));
      it(`${address} is ${allowed ? 'for' : 'nothing for'} ${role}`, async () => {
        const visitor = visitors.get(role);
        assert.ok(visitor);
        const { status } = await ask(visitor, address, form);
        if (allowed) assert.ok(status !== 403 && status < 500, String(status));
        else assert.equal(status, 403);
      });
    }
  }
});
