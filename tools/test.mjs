// `npm test [-- PATH]`: everything that can be checked, or the tests whose path holds PATH.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installMissing } from './install.mjs';

const { become, findNode, isNewEnough, missing } = createRequire(import.meta.url)('./node.cjs');

const stages = [
  ['types', 'tools/build.mjs'],
  ['lint', 'node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '.'],
  ['ladder', 'tools/ladder.mjs'],
  ['dead code', 'node_modules/knip/bin/knip.js', '--no-progress'],
];

/** Runs one stage quietly; what it says is shown when it fails. */
function passes([name, ...command]) {
  const began = performance.now();
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text;
    });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
      console.log(code === 0 ? `✔ ${name} (${took})` : `✖ ${name} (${took})\n${said}`);
      resolve(code === 0);
    });
  });
}

/** Runs the tests that are built and answers the runner's counts. */
async function runTests(part) {
  const { globSync } = await import('node:fs');
  const { run } = await import('node:test');
  const { spec } = await import('node:test/reporters');
  const files = globSync('dist/tests/**/*.test.js')
    .filter((file) => file.includes(part))
    .sort();
  const counts = { passed: 0, failed: 0, cancelled: 0, skipped: 0 };
  const running = run({ files, concurrency: 2, timeout: 600_000 });
  running.on('test:summary', (summary) => {
    if (summary.file === undefined) Object.assign(counts, summary.counts);
  });
  for await (const text of running.compose(new spec())) process.stdout.write(text);
  return counts;
}

async function main(part) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  let built = true;
  for (const stage of part === '' ? stages : stages.slice(0, 1)) {
    const passed = await passes(stage);
    totals[passed ? 'passed' : 'failed'] += 1;
    if (stage === stages[0]) built = passed;
  }
  if (built) {
    const counts = await runTests(part);
    totals.passed += counts.passed;
    totals.failed += counts.failed + counts.cancelled;
    totals.skipped += counts.skipped;
  } else console.log('The tests were not run, because the build failed.');
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
  return totals.failed === 0 ? 0 : 1;
}

process.chdir(join(import.meta.dirname, '..'));
// The tests bring their own settings.
for (const name of Object.keys(process.env)) if (name.startsWith('REKEY_')) delete process.env[name];

if (!(await installMissing())) process.exitCode = 1;
else if (isNewEnough(process.versions.node)) process.exitCode = await main(process.argv[2] ?? '');
else if (findNode()) become(findNode(), process.argv.slice(1));
else {
  console.error(missing);
  process.exitCode = 1;
}
