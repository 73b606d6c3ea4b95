import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that all names of files begin at. */
export const root = join(import.meta.dirname, '../../..');

export interface Title {
  file: string;
  title: string;
}

const proof = /\b(?:describe|it|onEveryEngine)(?:\.\w+)?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g;

/** The titles of all tests and proofs, as their source has them. */
export function titles(): Title[] {
  const files = globSync('tests/**/*.{test,prove}.ts', { cwd: root }).sort();
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(proof)].map(([, single, double, template]) => ({
      file,
      title: (single ?? double ?? template ?? '').replaceAll("\\'", "'"),
    })),
  );
}
