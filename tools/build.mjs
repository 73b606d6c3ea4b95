// `npm run build`: what src/ and tests/ say, as JavaScript in dist/, and the program in dist/rekey. Does only what has changed.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));

const stamp = 'dist/.built';
const sources = ['src/**', 'tests/**', 'bench/**', 'tools/*.mjs', 'tsconfig.json', 'package-lock.json'];

/** The stamp tells when the last good build began. Folders count, too: a file that was taken away changes its folder. */
function isFresh() {
  if (!existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return globSync(sources).every((path) => statSync(path).mtimeMs <= builtAt);
}

/** What was made of a source that is gone would still be run, tests above all. */
function dropLeftovers() {
  for (const made of globSync('dist/{src,tests,bench}/**/*.js')) {
    const source = made.replace(/^dist\//, '').replace(/\.js$/, '');
    if (!['.ts', '.tsx', '.js'].some((ending) => existsSync(source + ending))) rmSync(made);
  }
}

/** Style sheets and the like stand beside the code that serves them. */
function copyAssets() {
  for (const path of globSync('src/**/*.*')) {
    if (/\.tsx?$/.test(path) || statSync(path).isDirectory()) continue;
    mkdirSync(join('dist', dirname(path)), { recursive: true });
    copyFileSync(path, join('dist', path));
  }
}

function succeeds(script, ...args) {
  return spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status === 0;
}

function build() {
  const began = new Date();
  if (!succeeds('node_modules/typescript/bin/tsc', '-p', '.')) return false;
  dropLeftovers();
  copyAssets();
  if (!succeeds('tools/common-passwords.mjs')) return false;
  if (!succeeds('tools/bundle.mjs')) return false;
  // Leaves what the runtime makes of it for the next start.
  rmSync('dist/.compiled', { recursive: true, force: true });
  if (spawnSync(process.execPath, ['bin/rekey.cjs', '--version']).status !== 0) return false;
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
  return true;
}

if (!isFresh()) {
  console.log('Building …');
  if (!build()) process.exitCode = 1;
}
