import { afterEach, beforeEach } from 'node:test';
import type { Database } from '../../src/database/index.ts';
import type { MailServer } from '../../src/mail/index.ts';
import type { Engine } from '../engines.ts';
import { type MovedClock, movedClock } from '../moved-clock.ts';
import { type ScriptedServer, type Setup, startSmtpServer } from '../smtp-server.ts';
import { clearStage, type Stage, serverAt, setStage } from './stage.ts';

interface Running {
  close(): unknown;
}

/** What proofs about letters stand on: each has a database of its own, and whatever ran for it ends with it. */
export interface Ground {
  readonly database: Database;
  /** A mail server that does as it is told. */
  serve(setup?: Setup): Promise<ScriptedServer>;
  /** A mail service with these servers. */
  stageOn(...servers: MailServer[]): Stage;
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
    stageOn: (...servers) => setStage(database, { servers }),
    keep,
  };
}

/** The same with one mail server, over which all letters go. */
export interface GroundWithServer extends Pick<Ground, 'database'> {
  readonly server: ScriptedServer;
  /** One of those who work on the queue. */
  stageFor(owner: string, clock?: MovedClock): Stage;
}

export function groundWithServer(engine: Engine): GroundWithServer {
  const ground = groundOn(engine);
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await ground.serve();
  });
  return {
    get database() {
      return ground.database;
    },
    get server() {
      return server;
    },
    stageFor: (owner, clock = movedClock()) =>
      setStage(ground.database, { servers: [serverAt(server.port)], owner, clock }),
  };
}
