import assert from 'node:assert/strict';
import { type Engine, keepOwnPostgres, sqlite } from '../engines.ts';
import { postgres } from '../postgres.ts';
import { freePort, type Server, startServer } from '../server.ts';

keepOwnPostgres();

/** Who is killed: who answers people, who only works (decides, sends, seals), both at once, or PostgreSQL itself. */
export type Victim = 'server' | 'worker' | 'both' | 'database';

/** The processes of one installation. */
export interface Cast {
  url: string;
  /** Starts whoever does not run. */
  raise(): Promise<void>;
  /** SIGKILL. PostgreSQL is started again at once; the others wait for `raise`. */
  kill(victim: Victim): Promise<void>;
  /** Kills whoever runs. */
  end(): Promise<void>;
}

export function victimsOn(engine: Engine): Victim[] {
  return engine === sqlite ? ['server', 'both', 'worker'] : ['server', 'database', 'worker', 'both'];
}

/** Two processes of the program on one database: `server` listens where people ask, nobody ever asks `worker`. */
export async function createCast(dataDir: string, env: NodeJS.ProcessEnv): Promise<Cast> {
  const ports = { server: String(await freePort()), worker: String(await freePort()) };
  const running = new Map<keyof typeof ports, Server>();
  const kill = async (name: keyof typeof ports): Promise<void> => {
    const { process, kill } = running.get(name) ?? assert.fail(`${name} does not run`);
    assert.equal(process.exitCode, null, `${name} has lived until now`);
    running.delete(name);
    await kill();
  };
  return {
    url: `http://127.0.0.1:${ports.server}`,
    async raise() {
      const missing = (['server', 'worker'] as const).filter((name) => !running.has(name));
      const start = async (name: keyof typeof ports) =>
        running.set(name, await startServer(dataDir, { env: { ...env, REKEY_PORT: ports[name] } }));
      await Promise.all(missing.map(start));
    },
    async kill(victim) {
      if (victim !== 'database') {
        await Promise.all((victim === 'both' ? (['server', 'worker'] as const) : [victim]).map(kill));
        return;
      }
      const database = await postgres();
      await database.kill();
      await database.start();
    },
    async end() {
      await Promise.all([...running.keys()].map(kill));
    },
  };
}
