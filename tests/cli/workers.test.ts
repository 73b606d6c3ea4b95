import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { watchForRestores } from '../../src/cli/watch-for-restores.ts';
import { runWorkers } from '../../src/cli/workers.ts';
import { silent, system } from '../../src/kernel/index.ts';
import { type Installation, openInstallation } from '../installation.ts';

describe('what goes on without anybody asking', () => {
  let home: Installation;
  before(async () => {
    home = await openInstallation();
  });
  after(() => home.close());

  it('is told of once where it fails turn after turn, in turns with another fault, too, and again where it fails otherwise', async () => {
    const told: unknown[] = [];
    const faults = ['no disk', 'no disk', 'no disk', 'no key', 'no disk', 'no key'].map((why) => new Error(why));
    let turns = 0;
    const seal = async () => {
      const fault = faults[turns++];
      if (fault) throw fault;
      return 'idle' as const;
    };
    const app = {
      ...home.app,
      audit: { ...home.app.audit, seal },
      log: { ...silent, error: (_: string, error: unknown) => told.push(error) },
    };
    const stop = new AbortController();
    const working = runWorkers(app, await watchForRestores(app, system), stop.signal);
    while (turns <= faults.length) {
      await app.database.write(async () => undefined); // any commit wakes a worker
      await delay(20);
    }
    stop.abort();
    await working;
    assert.deepEqual(told, [faults[0], faults[3]]);
  });
});
