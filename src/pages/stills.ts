import type { Ready } from '../http/index.ts';
import type { Look } from './kit.tsx';

/** More than all pages in all languages for a handful of companies. */
const mostKept = 200;

/** Keeps pages that were drawn, by name, language and all that a page shows of a company. */
export function createStills(): (look: Look, name: string, draw: () => Promise<Ready>) => Promise<Ready> {
  const kept = new Map<string, Promise<Ready>>();
  return ({ t, company }, name, draw) => {
    const key = JSON.stringify([name, t.language, company?.name, company?.help, company?.logo, company?.colour]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= mostKept) kept.clear();
    const page = draw();
    kept.set(key, page);
    page.catch(() => kept.delete(key));
    return page;
  };
}
