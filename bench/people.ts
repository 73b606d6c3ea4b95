import assert from 'node:assert/strict';
import { createApp } from '../src/app.ts';
import type { Config } from '../src/config/index.ts';
import { type Role, silent } from '../src/kernel/index.ts';
import { operator } from '../tests/callers.ts';
import { oldPassword } from '../tests/proofs/people.ts';

/** Makes `PREFIX-0` and so on with one password, while no server runs; with `letters`, each is to be sent a link. */
export async function makePeople(
  config: Config,
  { prefix, count, letters = false, role = 'user' }: { prefix: string; count: number; letters?: boolean; role?: Role },
): Promise<void> {
  const app = await createApp(config, { as: 'command', log: silent });
  const password = { hash: await app.passwords.hash(oldPassword), policy: 'guide@1' };
  const [company] = await app.users.companies(app.database.read);
  assert.ok(company);
  const { id: companyId } = company;
  const made = await app.database.write(async (tx) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const adopted = await app.users.adopt(tx, { ...personCalled(`${prefix}-${index}`), role, companyId, password });
      ids.push(adopted.id);
    }
    return ids;
  });
  if (letters)
    for (const some of inGroups(made)) await Promise.all(some.map((id) => app.resets.send(operator, id, {})));
  await app.close();
}

/** Not more at once than a server has people at once: whoever waits too long for a connection is refused. */
function inGroups(ids: string[]): string[][] {
  const group = 50;
  return Array.from({ length: Math.ceil(ids.length / group) }, (_, at) => ids.slice(at * group, (at + 1) * group));
}

function personCalled(login: string) {
  const email = `${login}@example.com`;
  const rest = { state: 'confirmed', language: 'en', timeZone: 'UTC' } as const;
  return { name: `Person ${login}`, login, email, ...rest };
}
