import { isBusy } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import { findLink, findLiveLink, publicIdOf } from './judge-link.ts';
import { noteOpen } from './link-store.ts';
import type { Parts } from './parts.ts';
import { signsIn } from './signs-in.ts';
import { advanceResets, resetById } from './store.ts';

/**
 * Following a link looks at it and changes nothing that a decision reads: mail programs and scanners follow links, too.
 * It notes when and how often, in the one row that the link has; a database that is too busy for the note costs nobody
 * the page.
 */
export function createOpen(parts: Parts): Pick<Resets, 'open' | 'show'> {
  const { database, clock, users, settings } = parts;
  return {
    async open(token, scannerLikely) {
      const link = await findLink(parts, token);
      try {
        await database.write(async (tx) => {
          await noteOpen(tx, link.id, { at: clock.now(), scannerLikely });
          if (link.reset_id && !scannerLikely) await advanceResets(tx, [link.reset_id], ['decided', 'sent'], 'opened');
        });
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
      return { expiresAt: link.expires_at };
    },

    async show(token) {
      parts.passwords.warmUp(); // somebody is about to choose a password
      const link = await findLiveLink(parts, token);
      const user = await users.byId(database.read, link.user_id ?? '');
      const reset = await resetById(database.read, link.reset_id ?? '');
      if (!user || !reset) throw new Error(`link ${link.id} belongs to nothing`);
      const company = await users.companyOf(database.read, user.companyId);
      const signedIn = signsIn(await settings.read(database.read), user);
      const { purpose } = reset;
      return { id: publicIdOf(link), purpose, user, company, expiresAt: link.expires_at, signsIn: signedIn };
    },
  };
}
