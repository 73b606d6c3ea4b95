import assert from 'node:assert/strict';
import { afterEach, beforeEach } from 'node:test';
import { type Audit, createAudit, type Fault } from '../../src/audit/index.ts';
import type { Database, Tx } from '../../src/database/index.ts';
import { createSecrets, type EventName, type Secrets, systemRandom } from '../../src/kernel/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { operator } from '../callers.ts';
import type { Engine } from '../engines.ts';
import { type MovedClock, movedClock } from '../moved-clock.ts';
import { numbered } from './numbered.ts';

export function secretsOf(secret: string, previous?: string): Secrets {
  return createSecrets(secret.repeat(32), previous?.repeat(32), systemRandom);
}

/** A record of its own for each proof, with hands on its rows. */
export function sealedRecord(engine: Engine) {
  let clock: MovedClock;
  let database: Database;
  let audit: Audit;
  const auditWith = (secrets: Secrets, on = database): Audit =>
    createAudit({ database: on, clock, random: systemRandom, secrets });
  beforeEach(async () => {
    clock = movedClock();
    database = await engine.open();
    audit = auditWith(anySecrets);
  });
  afterEach(() => database.close());

  const record = (event: string) => database.write((tx) => audit.record(tx, operator, { event: event as EventName }));
  const recordMany = async (count: number): Promise<void> => {
    for (let number = 1; number <= count; number++) await record(numbered(number));
  };
  const rowAt = (position: number) =>
    database.read.selectFrom('audit_events').selectAll().where('position', '=', position).executeTakeFirstOrThrow();
  const tamper = (body: (tx: Tx) => Promise<unknown>) => database.write(body);
  return {
    get clock() {
      return clock;
    },
    get database() {
      return database;
    },
    get audit() {
      return audit;
    },
    auditWith,
    record,
    recordMany,
    /** Two batches: positions 1 to 4 and 5 to 8. */
    async sealTwoBatches(): Promise<void> {
      for (let batch = 0; batch < 2; batch++) {
        await recordMany(4);
        assert.equal(await audit.seal(), 'some');
      }
    },
    async sealAll(by = audit): Promise<void> {
      while ((await by.seal()) !== 'idle');
    },
    rowAt,
    tamper,
    change: (position: number, to: Partial<Awaited<ReturnType<typeof rowAt>>>) =>
      tamper((tx) => tx.updateTable('audit_events').set(to).where('position', '=', position).execute()),
    /** What verifying finds, at most one thing. */
    async found(by = audit): Promise<[Fault, number, number] | undefined> {
      const { findings } = await by.verify(operator);
      assert.ok(findings.length <= 1);
      const [finding] = findings;
      return finding && [finding.fault, finding.position, finding.through];
    },
  };
}
