import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { configOf, settingsOf } from '../../tests/proofs/people.ts';
import { dataFolder, freePort } from '../../tests/server.ts';
import { end, rekey, run, untilReady } from '../installation.ts';
import { below, type Line, type Row } from '../line.ts';
import { makePeople } from '../people.ts';

interface Start {
  /** Milliseconds until the first answer. */
  took: number;
  /** Megabytes resident when nothing happens; nothing where the system does not tell. */
  resident: number | undefined;
}

const runtime = [join(import.meta.dirname, '../limits/runtime.js')];

export const start: Line = {
  name: 'start',
  engines: 'first',
  async measure(engine) {
    const folder = dataFolder();
    const place = await engine.place();
    const port = await freePort();
    const settings = { ...settingsOf(folder.path, place, `http://127.0.0.1:${port}`), REKEY_PORT: String(port) };
    const log = join(folder.path, 'log');
    try {
      await makePeople(configOf(settings), { prefix: 'person', count: 1 });
      const ours: Start[] = [];
      const bare: Start[] = [];
      for (let turn = 0; turn < 3; turn++) {
        bare.push(await begin(runtime, settings, { port, log }));
        ours.push(await begin(rekey, settings, { port, log }));
      }
      return rows(engine.name, ours, bare);
    } finally {
      await place.remove();
      folder.remove();
    }
  },
};

async function begin(
  command: string[],
  env: NodeJS.ProcessEnv,
  { port, log }: { port: number; log: string },
): Promise<Start> {
  const began = performance.now();
  const server = run(command, env, log);
  await untilReady(server, port, '/web/login');
  const took = performance.now() - began;
  await delay(3_000);
  const resident = server.pid === undefined ? undefined : residentMegabytes(server.pid);
  await end(server);
  return { took, resident };
}

function residentMegabytes(pid: number): number | undefined {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return undefined;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1]) / 1_024;
}

function rows(engine: string, ours: Start[], bare: Start[]): Row[] {
  const least = (starts: Start[], of: (start: Start) => number | undefined): number =>
    Math.min(...starts.map((start) => of(start) ?? Number.POSITIVE_INFINITY));
  const took = { rekey: least(ours, (one) => one.took), limit: least(bare, (one) => one.took) };
  const resident = { rekey: least(ours, (one) => one.resident), limit: least(bare, (one) => one.resident) };
  const cold = below({ work: 'cold start to the first answer', engine, unit: 'ms', ...took }, 500);
  const idle = below({ work: 'idle memory', engine, unit: 'MB', ...resident }, 120);
  return Number.isFinite(resident.rekey) ? [cold, idle] : [cold];
}
