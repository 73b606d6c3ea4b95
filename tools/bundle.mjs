// What dist/src says, as a few files in dist/rekey: two thirds of a start went into finding and reading a thousand.
import { readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const to = 'dist/rekey';
/** Whoever is loaded from its package: programs with parts in C or files of their own, and what few starts need. */
const bundled = ['@hono/node-server', 'commander', 'hono', 'intl-messageformat', 'kysely', 'zod'];

/** Style sheets, word lists and threads stay where they are, beside the code that names them. */
const besideTheirCode = {
  name: 'beside their code',
  setup({ onLoad }) {
    onLoad({ filter: /\/dist\/src\/.*\.js$/ }, ({ path }) => {
      const place = `new URL(${JSON.stringify(relative(resolve(to), path))}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', place), loader: 'js' };
    });
  },
};

process.chdir(join(import.meta.dirname, '..'));
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync(to, { recursive: true, force: true });
await build({
  entryPoints: ['dist/src/main.js'],
  outdir: to,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  plugins: [besideTheirCode],
  logLevel: 'warning',
});
