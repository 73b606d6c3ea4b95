// `npm run docs`: writes the pages that tell what is proved, from the tests themselves.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { status } = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { stdio: 'inherit', cwd: root });
if (status !== 0) process.exit(status ?? 1);
const { standardPages } = await import('../dist/tests/standards/pages.js');
for (const { path, text } of standardPages()) writeFileSync(join(root, path), text);
