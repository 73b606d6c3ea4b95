// Measures Rekey beside its bare limits, in one run on one machine. No test depends on it.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Engine, postgresql, sqlite } from '../tests/engines.ts';
import { keepOnDisk } from '../tests/scratch-folder.ts';
import type { How, Line, Row } from './line.ts';
import { accepted } from './lines/accepted.ts';
import { asking } from './lines/asking.ts';
import { messages } from './lines/messages.ts';
import { pages } from './lines/pages.ts';
import { records } from './lines/records.ts';
import { redeem } from './lines/redeem.ts';
import { signIn } from './lines/sign-in.ts';
import { start } from './lines/start.ts';
import { users } from './lines/users.ts';
import { machine, table } from './report.ts';
import { seedInto } from './seed.ts';

keepOnDisk();

const lines: Line[] = [signIn, redeem, asking, pages, messages, accepted, start, users, records];
const longestSeconds = 10;

const options = {
  only: { type: 'string' },
  json: { type: 'string' },
  seconds: { type: 'string', default: '1' },
  users: { type: 'string', default: '1000000' },
  seed: { type: 'string' },
  sessions: { type: 'string', default: '0' },
  resets: { type: 'string', default: '0' },
  events: { type: 'string', default: '0' },
  letters: { type: 'string', default: '0' },
} as const;

interface Wanted extends How {
  only: Line[];
  json: string | undefined;
}

/** Says what is wrong with the options instead of guessing. */
function readOptions(): Wanted | string {
  const { only: name, json, ...numbers } = parseArgs({ options }).values;
  const [seconds, users] = [Number(numbers.seconds), Number(numbers.users)];
  if (!(seconds >= 1 && seconds <= longestSeconds)) return `--seconds is a number from 1 to ${longestSeconds}.`;
  if (!(users >= 1_000 && users <= 10_000_000)) return '--users is a number from 1000 to 10000000.';
  const only = lines.filter((line) => name === undefined || line.name === name);
  if (only.length === 0) return `--only is one of ${lines.map((line) => line.name).join(', ')}.`;
  return { only, json, seconds: Math.round(seconds), users };
}

async function availableEngines(): Promise<Engine[]> {
  try {
    await (await postgresql.place()).remove();
    return [sqlite, postgresql];
  } catch {
    console.log('There is no PostgreSQL here: only SQLite is measured.');
    return [sqlite];
  }
}

async function measure({ only, ...how }: Wanted): Promise<Row[]> {
  const engines = await availableEngines();
  const rows: Row[] = [];
  for (const line of only) {
    for (const engine of line.engines === 'each' ? engines : engines.slice(0, 1)) {
      console.log(`${line.name} on ${engine.name} …`);
      rows.push(...(await line.measure(engine, how)));
    }
  }
  return rows;
}

async function main(wanted: Wanted): Promise<void> {
  const facts = machine();
  const rows = await measure(wanted);
  console.log(`\n${JSON.stringify(facts, undefined, 2)}\n\n${table(rows)}`);
  if (wanted.json) writeFileSync(wanted.json, `${JSON.stringify({ machine: facts, rows }, undefined, 2)}\n`);
}

/** `--seed URL` fills a database instead of measuring. */
async function fill(url: string): Promise<void> {
  const { users, sessions, resets, events, letters } = parseArgs({ options }).values;
  const began = performance.now();
  const records = {
    sessions: Number(sessions),
    resets: Number(resets),
    events: Number(events),
    letters: Number(letters),
  };
  await seedInto(url, { users: Number(users), ...records });
  console.log(`Made ${users} users in ${Math.round((performance.now() - began) / 1_000)} s.`);
}

const wanted = readOptions();
const { seed: url } = parseArgs({ options }).values;
if (typeof wanted === 'string') {
  console.error(wanted);
  process.exitCode = 2;
} else if (url !== undefined) await fill(url);
else await main(wanted);
