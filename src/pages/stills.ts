import type { Look } from './kit.tsx';

/** A page as HTML. */
export type Drawn = string | Promise<string>;

/** More than all pages in all languages for a handful of companies. */
const mostKept = 200;

/** Keeps pages that were drawn, by name, language and all that a page shows of a company. */
export function createStills(): (look: Look, name: string, draw: () => Drawn) => Drawn {
  const kept = new Map<string, Drawn>();
  return ({ t, company }, name, draw) => {
    const key = JSON.stringify([name, t.language, company?.name, company?.help]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const page = draw();
    kept.set(key, page);
    return page;
  };
}
