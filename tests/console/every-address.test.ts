import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { may, minute, type Role, roles } from '../../src/kernel/index.ts';
import { signedIn } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Answer, Visitor } from '../pages/visitor.ts';
import { addresses } from './addresses.ts';

let opened: Opened;
const visitors = new Map<Role, Visitor>();
before(async () => {
  opened = await openPages();
  for (const role of roles) {
    await opened.confirmed({ login: `with-${role}`, role, password: oldPassword });
    visitors.set(role, await opened.signedIn(`with-${role}`));
  }
});
after(() => opened.close());

const visitorWith = (role: Role): Visitor => visitors.get(role) ?? assert.fail(role);

let targets = 0;
const newTarget = async (): Promise<string> => {
  targets += 1;
  return (await opened.adopted({ login: `target-${targets}`, email: `target-${targets}@lumen.example` })).id;
};

const ask = async (visitor: Visitor, address: string, target?: string): Promise<Answer> => {
  const { form = {}, id = target ?? (await newTarget()) } = addresses[address] ?? {};
  const [method, path = ''] = address.split(' ');
  const fields = Object.entries(form).map(([name, value]) => [name, value.replace(':id', id)]);
  const place = path.replace(':id', id);
  return method === 'GET' ? visitor.get(place) : visitor.post(place, Object.fromEntries(fields));
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

  for (const [address, { act }] of Object.entries(addresses)) {
    it(`${address} asks a stranger to sign in`, async () => {
      const { status, location } = await ask(opened.visitor(), address);
      assert.equal(status, 303);
      assert.match(location ?? '', /^\/web\/login(\?redirect=%2Fsettings|$)/);
    });

    for (const role of roles) {
      const allowed = role !== 'user' && (act === 'staff' || may(somebody(role), act));
      it(`${address} is ${allowed ? 'for' : 'nothing for'} ${role}`, async () => {
        const { status } = await ask(visitorWith(role), address);
        if (allowed) assert.ok(status !== 403 && status < 500, String(status));
        else assert.equal(status, 403);
      });
    }
  }

  it('does nothing to somebody greater', async () => {
    const { id } = await opened.adopted({ login: 'greater', email: 'greater@lumen.example', role: 'settings' });
    const toPerson = Object.keys(addresses).filter((address) =>
      /^(POST \/settings\/(users\/:id|resets\/\w+\/lift$)|GET \/settings\/users\/:id\/)/.test(address),
    );
    assert.ok(toPerson.length > 18);
    for (const role of ['helpdesk', 'access'] as const) {
      for (const address of toPerson)
        assert.equal((await ask(visitorWith(role), address, id)).status, 403, `${role} ${address}`);
    }
  });

  it('asks for the password once more where it is risky, and nowhere else, and names what it is for', async () => {
    opened.clock.advance(11 * minute);
    const asking: string[] = [];
    for (const address of Object.keys(addresses)) {
      const { location } = await ask(visitorWith('settings'), address);
      if (!location?.startsWith('/web/confirm_password')) continue;
      asking.push(address);
      const { body } = await visitorWith('settings').get(location);
      assert.match(body, /You confirm with it: <strong/, address);
      assert.doesNotMatch(body, /Something that needs your password/, address);
    }
    const risky = Object.entries(addresses).filter(([, demand]) => demand.risky);
    assert.deepEqual(
      asking,
      risky.map(([address]) => address),
    );
  });
});
