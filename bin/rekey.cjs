#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { become, findNode, missing } = require('../tools/node.cjs');

const program = join(__dirname, '..', 'dist', 'rekey', 'main.js');
const node = findNode();

if (!node) stop(`${missing} Install it, or run "npm ci" to have one installed with the development packages.`);
else if (!existsSync(program)) stop('Rekey has not been built yet. Run "npm ci && npm run build" first.');
else if (node !== process.execPath) become(node, [__filename].concat(process.argv.slice(2)));
else {
  // Compiled once, by the build; where nobody may write beside the program it is compiled at each start.
  enableCompileCache(join(__dirname, '..', 'dist', '.compiled'));
  import(pathToFileURL(program).href);
}

function stop(words) {
  console.error(words);
  process.exitCode = 4;
}
