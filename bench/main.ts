// Measures Rekey beside its bare limits, in one run on one machine. No test depends on it.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Engine, postgresql, sqlite } from '../tests/engines.ts';
import type { Line, Row } from './line.ts';
import { accepted } from './lines/accepted.ts';
import { asking } from './lines/asking.ts';
import { messages } from './lines/messages.ts';
import { pages } from './lines/pages.ts';
import { redeem } from './lines/redeem.ts';
import { signIn } from './lines/sign-in.ts';
import { start } from './lines/start.ts';
import { machine, table } from './report.ts';

const lines: Line[] = [signIn, redeem, asking, pages, messages, accepted, start];
const longestSeconds = 10;

interface Wanted {
  only: Line[];
  json: string | undefined;
  seconds: number;
}

/** Says what is wrong with the options instead of guessing. */
function readOptions(): Wanted | string {
  const options = { only: { type: 'string' }, json: { type: 'string' }, seconds: { type: 'string' } } as const;
  const { only: name, json, seconds: asked = '1' } = parseArgs({ options }).values;
  const seconds = Number(asked);
  if (!(seconds >= 1 && seconds <= longestSeconds)) return `--seconds is a number from 1 to ${longestSeconds}.`;
  const only = lines.filter((line) => name === undefined || line.name === name);
  if (only.length === 0) return `--only is one of ${lines.map((line) => line.name).join(', ')}.`;
  return { only, json, seconds: Math.round(seconds) };
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

async function measure({ only, seconds }: Wanted): Promise<Row[]> {
  const engines = await availableEngines();
  const rows: Row[] = [];
  for (const line of only) {
    for (const engine of line.engines === 'each' ? engines : engines.slice(0, 1)) {
      console.log(`${line.name} on ${engine.name} …`);
      rows.push(...(await line.measure(engine, seconds)));
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

const wanted = readOptions();
if (typeof wanted === 'string') {
  console.error(wanted);
  process.exitCode = 2;
} else await main(wanted);
