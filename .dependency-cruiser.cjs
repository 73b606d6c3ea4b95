// Who may import whom in src/; types count. `node tools/node.cjs tools/ladder.mjs` judges it.
'use strict';

const { readdirSync } = require('node:fs');

// A folder or file imports only from lower steps: never sideways, never up.
const ladder = [
  ['kernel/'],
  ['config/', 'database/', 'locale/'],
  ['settings/'],
  ['audit/', 'throttle/', 'mail/', 'passwords/', 'jobs/'],
  ['users/', 'webhooks/', 'approvals/'],
  ['factors/', 'api-keys/'],
  ['sessions/', 'odoo/'],
  ['resets/'],
  ['reports/', 'transfer/'],
  ['http/', 'ui/'],
  ['pages/', 'console/', 'api/', 'evaluation/'],
  ['app.ts'],
  ['main.ts', 'cli/'],
];

// The two of the last step are one door: main.ts is how it is entered.
const exceptions = { 'main.ts': ['cli/'] };

const steps = ladder.flat();
const stepless = readdirSync('src', { withFileTypes: true })
  .map((one) => (one.isDirectory() ? `${one.name}/` : one.name))
  .filter((name) => !steps.includes(name));
if (stepless.length > 0) throw new Error(`src/${stepless.join(', src/')} has no step on the ladder.`);

const below = (height) => ladder.slice(0, height).flat();
const inSrc = (names) => `^src/(${names.map((name) => name.replace('.', '[.]')).join('|')})`;

const downOnly = ladder.flatMap((step, height) =>
  step.map((name) => ({
    name: `${name} looks down only`,
    severity: 'error',
    from: { path: inSrc([name]) },
    to: { path: '^src/', pathNot: inSrc([name, ...below(height), ...(exceptions[name] ?? [])]) },
  })),
);

const types = ['type-only', 'type-import'];

// What a browser loads; it gets just these files, as they are.
const browser = ['^src/[^/]+/browser/', '^src/passwords/(policies|rules)[.]ts$'];

const others = [
  {
    name: 'a folder is entered through its index.ts',
    from: { path: '^src/([^/]+)', pathNot: browser },
    to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index[.]tsx?$'] },
  },
  {
    // Inside a folder a file may take its types from the door that exports it; between folders the ladder forbids it.
    name: 'nothing imports itself in a circle',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: types } },
  },
  {
    name: 'what a browser loads needs nothing else',
    from: { path: browser },
    to: { pathNot: browser, dependencyTypesNot: types },
  },
  { name: 'the product stands without its tests and tools', from: {}, to: { path: '^(tests|tools|bench|bin|dist)/' } },
  {
    name: 'the product needs no development package',
    from: {},
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: types },
  },
  { name: 'every import leads somewhere', from: {}, to: { couldNotResolve: true } },
];

module.exports = {
  forbidden: [...downOnly, ...others.map((rule) => ({ severity: 'error', ...rule }))],
  options: {
    // The compiler has no programming interface any more; this parser sees type imports and .tsx as well.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
