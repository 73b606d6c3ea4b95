// `npm run bench [-- --only NAME] [--json FILE] [--seconds N]`: how fast Rekey is, held against the bare limits.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installMissing } from './install.mjs';

const { become, findNode, isNewEnough, missing } = createRequire(import.meta.url)('./node.cjs');

function build() {
  return spawnSync(process.execPath, ['tools/build.mjs'], { stdio: 'inherit' }).status === 0;
}

process.chdir(join(import.meta.dirname, '..'));
// What is measured brings its own settings.
for (const name of Object.keys(process.env)) if (name.startsWith('REKEY_')) delete process.env[name];

if (!(await installMissing())) process.exitCode = 1;
else if (isNewEnough(process.versions.node)) {
  if (build()) become(process.execPath, ['dist/bench/main.js', ...process.argv.slice(2)]);
  else process.exitCode = 1;
} else if (findNode()) become(findNode(), process.argv.slice(1));
else {
  console.error(missing);
  process.exitCode = 1;
}
