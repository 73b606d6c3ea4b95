// `npm run prove`: the proofs that take too long for every test run, and every journey on both databases with its pages
// judged in all four looks. PROVE_ROUNDS sets how often the server is killed, RACE_ROUNDS how often fifty race for one link.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));

const run = (...words) => spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;

process.env.EVERY_LOOK = 'yes';
process.env.RACE_ROUNDS ??= '40';
const journeys = 'dist/tests/journeys/*.test.js';

/** They are there once they are built. Without a name, the runner would take every test for a proof. */
const prove = (...patterns) => run('--enable-source-maps', '--test', '--test-concurrency=1', ...globSync(patterns));
const proveOnBoth = () => {
  const failed = prove('dist/tests/prove/*.prove.js', 'dist/tests/proofs/race.test.js', journeys);
  process.env.JOURNEYS_ON = 'PostgreSQL';
  return prove(journeys) || failed;
};

process.exitCode = run('tools/build.mjs') || proveOnBoth();
