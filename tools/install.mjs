import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const top = join(import.meta.dirname, '..');

/** Installs exactly what the lock file names, unless that is what is there. Answers whether all is well. */
export async function installMissing() {
  if (isInstalled()) return true;
  console.log('Installing what is missing (npm ci) …');
  const done = await npm('ci', '--include=dev', '--loglevel=error');
  if (!done) console.error('The installation failed; npm says why above.');
  return done;
}

/** npm keeps beside the packages a note of what it has put there, and writes it last. */
function isInstalled() {
  const wanted = packagesIn('package-lock.json');
  const there = packagesIn('node_modules/.package-lock.json');
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, one]) => (there[path] ? there[path].version === one.version : isForOthers(one)));
}

function packagesIn(lock) {
  try {
    return JSON.parse(readFileSync(join(top, lock), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** Whether npm may have left a package out on this machine (another system's, or one that only a peer could use). */
function isForOthers(one) {
  return Boolean(one.optional || one.devOptional || one.peer);
}

function npm(...args) {
  const { npm_execpath: npmItself, npm_node_execpath: itsNode = process.execPath } = process.env;
  const command = npmItself ? [itsNode, npmItself, ...args] : ['npm', ...args];
  return succeeds(command);
}

function succeeds([program, ...args]) {
  const child = spawn(program, args, { cwd: top, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}
