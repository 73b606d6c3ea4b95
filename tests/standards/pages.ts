import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, type Title, titles } from './titles.ts';

/** A page of `docs/` and what it has to hold. */
export interface Page {
  path: string;
  text: string;
}

/** The pages that tell what is proved; `npm run docs` writes them. */
export function standardPages(): Page[] {
  const known = titles();
  return [
    { path: 'docs/asvs.md', text: asvsPage(known) },
    { path: 'docs/incidents.md', text: incidentsPage(known) },
  ];
}

interface Requirement {
  id: string;
  level: string;
  verdict: string;
  what: string;
  /** Of a met requirement the proofs, else the reason with the proofs behind it. */
  proof: string;
}

const verdicts: Record<string, string> = {
  met: 'met',
  read: 'met, by reading',
  argued: 'deviation, argued',
  open: 'not met',
  absent: 'not applicable',
};

/** What `asvs.txt` tells; each line `ID LEVEL VERDICT | requirement | proofs or reason`. */
export function requirements(): Requirement[] {
  return linesOf('asvs.txt').map((line) => {
    const [head = '', what = '', proof = ''] = line.split(' | ');
    const [id = '', level = '', verdict = ''] = head.split(' ');
    if (!(verdict in verdicts)) throw new Error(`no verdict: ${line}`);
    return { id, level, verdict, what, proof };
  });
}

function linesOf(name: string): string[] {
  const text = readFileSync(join(root, 'tests/standards', name), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function headOf(page: string): string {
  return readFileSync(join(root, `tests/standards/${page}-head.md`), 'utf8').trimEnd();
}

function asvsPage(known: Title[]): string {
  const all = requirements();
  const rows = all.map(
    ({ id, level, verdict, what, proof }) =>
      `| ${id} | ${level} | ${verdicts[verdict]} | ${what} | ${resolved(proof, known)} |`,
  );
  return `${resolved(headOf('asvs'), known)}

${countsOf(all)}

| id | level | verdict | what it asks | proof, or why |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function countsOf(all: Requirement[]): string {
  const rows = Object.entries(verdicts).map(([verdict, name]) => {
    const count = (level: string) => all.filter((one) => one.level === level && one.verdict === verdict).length;
    return `| ${name} | ${count('L1')} | ${count('L2')} |`;
  });
  return `| verdict | Level 1 | Level 2 |\n| --- | --- | --- |\n${rows.join('\n')}`;
}

/**
 * `[[folder/file: how a title begins]]` becomes the file and the whole title; `[[docs/page.md: words]]` the page. Throws
 * where there is no such title, or no such words.
 */
function resolved(text: string, known: Title[]): string {
  return text.replace(/\[\[([^:\]]+):\s([^\]]+)\]\]/g, (_, place: string, words: string) => {
    if (!place.startsWith('docs/') && !/\.\w+$/.test(place)) return provedBy(place, words, known);
    if (!readFileSync(join(root, place), 'utf8').includes(words)) throw new Error(`${place} has no words "${words}"`);
    return `[${place}](../${place}): ${words}`;
  });
}

function provedBy(place: string, words: string, known: Title[]): string {
  const files = [`tests/${place}.test.ts`, `tests/${place}.prove.ts`];
  const plain = (title: string): string => title.replace(/^([FI]-\d\d:? )+/, '');
  const found = known.find(({ file, title }) => files.includes(file) && plain(title).startsWith(words));
  if (!found) throw new Error(`tests/${place} has no title that begins with "${words}"`);
  return `[${found.file}](../${found.file}): ${inTable(plain(found.title))}`;
}

function inTable(title: string): string {
  return title.replaceAll('|', '\\|').replace(/\$\{[^}]*\}/g, '…');
}

export interface Incident {
  id: string;
  source: string;
  what: string;
  /** Why there is no proof. */
  none: string;
}

/** What `incidents.txt` tells; each line `ID | source | what went wrong | why there is no proof`. */
export function incidents(): Incident[] {
  return linesOf('incidents.txt').map((line) => {
    const [id = '', source = '', what = '', none = ''] = line.split(' | ');
    return { id, source, what, none };
  });
}

/** The tests that are named after an incident. */
export function proofsOf(id: string, known: Title[]): Title[] {
  return known.filter(({ title }) => new RegExp(`\\b${id}\\b`).test(title));
}

function incidentsPage(known: Title[]): string {
  const rows = incidents().map(({ id, source, what, none }) => {
    const proofs = proofsOf(id, known).map(({ file, title }) => `[${file}](../${file}): ${inTable(title)}`);
    return `| ${id} | ${source} | ${what} | ${proofs.join('; ') || none} |`;
  });
  return `${headOf('incidents')}

| | where | what went wrong | proof that it does not here |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
