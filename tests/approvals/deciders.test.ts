import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { approvalDeciders } from '../../src/database/approvals.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { openApprovals } from './opened.ts';

onEveryEngine('a request that an earlier release decided', (engine) => {
  it('is known by the record to be decided by whom, and to have made whom, by their ids', async () => {
    const home = await openApprovals(engine);
    const { approvals, users, database } = home.app;
    const [ada, sam] = [await home.person('ada', 'settings'), await home.person('sam', 'settings')];
    const wish = (login: string) =>
      home.pending(
        users.create(signedIn(ada), { login, name: 'Wanted', email: `${login}@example.com`, role: 'settings' }),
      );
    const [approved, refused, withdrawn] = [await wish('one'), await wish('two'), await wish('three')];
    await approvals.approve(signedIn(sam), approved);
    await approvals.refuse(home.operator, refused);
    await users.archive(home.operator, (await users.named('one')).id);
    await approvals.refuse(signedIn(ada), withdrawn);
    await database.write(async (tx) => {
      await sql`update approvals set subject_id = null`.execute(tx);
      await sql`alter table approvals drop column decided_by_id`.execute(tx);
      await approvalDeciders(tx as unknown as Kysely<unknown>);
    });
    const deciders = await Promise.all(
      [approved, refused, withdrawn].map(async (id) => (await approvals.find(home.operator, id)).decidedBy?.id),
    );
    assert.deepEqual(deciders, [sam.id, undefined, ada.id]);
    const about = async (id: string) => (await approvals.find(home.operator, id)).subject.id;
    assert.deepEqual([await about(approved), await about(refused)], [(await users.named('one')).id, null]);
    await home.close();
  });
});
