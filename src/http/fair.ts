import type { MiddlewareHandler } from 'hono';
import { createLines, networkOf, Refusal, second } from '../kernel/index.ts';
import { isRead, type WebEnv } from './web.ts';

/** More than the people of one neighbourhood have under way, and enough for a server to be as fast as it can. */
const share = { atOnce: 32, places: 10_000, patience: 10 * second };

/**
 * Of one neighbourhood so many requests are worked on at once; what more comes from there waits behind them. Else a few hundred
 * connections that ask without a pause keep everybody waiting who comes after them, though each is refused by its limit.
 * Forms have a line of their own, and no page waits for what they do: passwords are hashed one after another.
 * What was sent has been read by then: whoever lets it trickle in takes no place. Nothing is begun for whoever has gone meanwhile.
 * Refuses `busy`, and `malformed` when the sender breaks off.
 */
export function inFairTurn(): MiddlewareHandler<WebEnv> {
  const inLine = createLines(share);
  const begun = new WeakSet<object>();

  return async (c, next) => {
    const incoming = c.env?.incoming;
    if (!incoming || begun.has(incoming)) return next(); // a form that goes on within its own request
    begun.add(incoming);
    const network = networkOf(c.get('caller').address ?? '');
    await inLine(isRead(c.req.raw.method) ? network : `forms of ${network}`, async () => {
      if (incoming.socket?.destroyed) throw new Refusal('malformed', {});
      await next();
    });
  };
}
