import { afterEach, beforeEach } from 'node:test';
import type { Database } from '../../src/database/index.ts';
import type { Engine } from '../engines.ts';
import { type ScriptedServer, type Setup, startSmtpServer } from '../smtp-server.ts';
import { clearStage } from './stage.ts';

interface Running {
  close(): unknown;
}

/** What proofs about letters stand on: each has a database of its own, and whatever ran for it ends with it. */
export interface Ground {
  readonly database: Database;
  /** A mail server that does as it is told. */
  serve(setup?: Setup): Promise<ScriptedServer>;
  /** Whatever else is to be closed after the proof. */
  keep<T extends Running>(running: T): T;
}

export function groundOn(engine: Engine): Ground {
  let database: Database;
  const kept: Running[] = [];
  const keep = <T extends Running>(running: T): T => {
    kept.push(running);
    return running;
  };
  beforeEach(async () => {
    database = await engine.open();
  });
  afterEach(async () => {
    await clearStage();
    for (const running of kept.splice(0)) await running.close();
    await database.close();
  });
  return {
    get database() {
      return database;
    },
    serve: async (setup) => keep(await startSmtpServer(setup)),
    keep,
  };
}
