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

/** Files that need a process each: they kill the database, or hold a server to what it may use. */
const alone = /^dist\/tests\/proofs\//;
/** Each file of journeys has a browser, and is long. */
const journeys = /^dist\/tests\/journeys\//;

/** Loading the program takes longer than most files of tests, so some of them share a process. Answers what to run, the longest first. */
async function share(files) {
  const { mkdirSync, rmSync } = await import('node:fs');
  rmSync('dist/together', { recursive: true, force: true });
  mkdirSync('dist/together');
  const [proofs, long, short] = [
    files.filter((file) => alone.test(file)),
    files.filter((file) => journeys.test(file)),
    files.filter((file) => !alone.test(file) && !journeys.test(file)),
  ];
  return [...proofs, ...(await inGroups('journeys', long, 4)), ...(await inGroups('others', short, 8))];
}

async function inGroups(name, files, size) {
  const { writeFileSync } = await import('node:fs');
  return Array.from({ length: Math.ceil(files.length / size) }, (_, at) => {
    const group = `dist/together/${name}-${at + 1}.js`;
    // What a file does before and after its tests is done before and after them, and not those of others.
    const lines = files
      .slice(at * size, (at + 1) * size)
      .map((file) => `describe('${file.slice('dist/'.length)}', () => import('../../${file}'));\n`);
    writeFileSync(group, `import { describe } from 'node:test';\n${lines.join('')}`);
    return group;
  });
}

/** Runs the tests that are built and answers what the runner counted. */
async function runTests(part) {
  const { globSync } = await import('node:fs');
  const { run } = await import('node:test');
  const { spec } = await import('node:test/reporters');
  const files = globSync('dist/tests/**/*.test.js').filter((file) => file.includes(part));
  if (files.length === 0) return nothing(`No test is in a path that holds "${part}".`);
  const { shareAmongTests } = await import('../dist/tests/engines.js');
  const { chromiumPath } = await import('../dist/tests/chromium.js');
  if (files.some((file) => journeys.test(file))) await chromiumPath(); // unpacked once, not by each
  Object.assign(process.env, await shareAmongTests(), { NODE_COMPILE_CACHE: 'dist/.compiled-tests' });
  const counts = {};
  // Tests wait for clocks, processes and disks, too: fewer at a time leave cores idle.
  const running = run({ files: await share(files.sort()), concurrency: 4, timeout: 1_200_000 });
  running.on('test:summary', (summary) => {
    if (summary.file === undefined) Object.assign(counts, summary.counts);
  });
  for await (const text of running.compose(new spec())) process.stdout.write(text);
  return { passed: counts.passed, failed: counts.failed + counts.cancelled, skipped: counts.skipped };
}

function nothing(why) {
  console.log(why);
  return { passed: 0, failed: 1, skipped: 0 };
}

async function main(part) {
  const [build, ...checks] = stages;
  const built = await passes(build);
  const passed = [built];
  if (part === '') passed.push(...(await Promise.all(checks.map(passes))));
  const tests = built ? await runTests(part) : nothing('The tests were not run, because they could not be built.');
  const good = passed.filter(Boolean).length;
  const failed = passed.length - good + tests.failed;
  console.log(
    `\n${good + tests.passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`,
  );
  return failed === 0 ? 0 : 1;
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
