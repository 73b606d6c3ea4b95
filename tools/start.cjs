// `npm start`: from a fresh clone to a running Rekey to try out, with nothing but Node.js and npm.
'use strict';

const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { become, findNode, missing } = require('./node.cjs');

const top = join(__dirname, '..');

async function start() {
  const { installMissing } = await import('./install.mjs');
  if (!(await installMissing())) return 1;
  const node = findNode();
  if (!node) {
    console.error(missing);
    return 4;
  }
  const built = spawnSync(node, [join(__dirname, 'build.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) return 1;
  endWithParent();
  become(node, [join(top, 'bin', 'rekey.cjs'), 'serve', '--evaluation'], { cwd: top });
  return undefined;
}

/** Where npm is killed there is no signal to pass on; the server must not go on without it. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

start().then((code) => {
  if (code !== undefined) process.exitCode = code;
});
