import type { WebContext } from '../../http/index.ts';
import type { Kit } from '../kit.tsx';
import { scannerLikely } from '../scanner-likely.ts';

/** The letter's link was followed. Refuses `link_unknown`. */
export function openLink(kit: Kit, c: WebContext, token: string): Promise<{ expiresAt: number }> {
  return kit.resets.open(
    token,
    scannerLikely(c.req.raw.method, (name) => c.req.header(name)),
  );
}
