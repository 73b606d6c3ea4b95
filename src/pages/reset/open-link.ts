import type { WebContext } from '../../http/index.ts';
import type { Kit } from '../kit.tsx';
import { beginStep, resetStep } from '../link-step.ts';
import { scannerLikely } from '../scanner-likely.ts';

/** The letter's link: the token leaves the address at once. Refuses `link_unknown`. */
export async function openLink(kit: Kit, c: WebContext, token: string): Promise<Response> {
  const byScanner = scannerLikely(c.req.raw.method, (name) => c.req.header(name));
  const { expiresAt } = await kit.resets.open(token, byScanner);
  beginStep(kit, c, resetStep, { token, expiresAt });
  return c.redirect('/web/reset_password', 303);
}
