// `node tools/node.cjs ARGUMENTS` is `node ARGUMENTS` on a Node.js that is new enough: this one, or else the one that
// development installs with the other packages. Written for old Node.js too, because that is where it has to speak up.
'use strict';

const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// Older ones crash on loading the embedded database instead of saying so.
const oldest = [22, 18];

function isNewEnough(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > oldest[0] || (parts[0] === oldest[0] && parts[1] >= oldest[1]);
}

/** The path of a Node.js that is new enough, or `undefined`. */
function findNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const carried = join(__dirname, '..', 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(carried) ? carried : undefined;
}

const missing = `Rekey needs Node.js ${oldest.join('.')} or newer, and this is ${process.versions.node}.`;

/**
 * Runs a program in our place: same terminal, signals passed on, and we end as it ends. After Ctrl-C it hears of it
 * twice, from the terminal and from us, so it has to bear that.
 */
function become(program, args, options) {
  const child = spawn(program, args, Object.assign({ stdio: 'inherit' }, options));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const passOn = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, passOn);
  child.on('error', (error) => {
    console.error(`${program} cannot be run: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const each of signals) process.removeListener(each, passOn);
    if (signal === null) process.exitCode = code;
    else process.kill(process.pid, signal);
  });
}

module.exports = { become, findNode, isNewEnough, missing };

if (require.main === module) {
  const node = findNode();
  if (node) become(node, process.argv.slice(2));
  else {
    console.error(missing);
    process.exitCode = 4;
  }
}
