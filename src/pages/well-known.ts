import type { Web } from '../http/index.ts';
import { day, Refusal } from '../kernel/index.ts';
import type { HelpContact } from '../users/index.ts';
import type { Kit } from './kit.tsx';

/** RFC 9116 wants a date that makes somebody look at the file again. */
const securityTxtHolds = 180 * day;

/** What programs ask for by a fixed name. */
export function addWellKnown(web: Web, kit: Kit): void {
  web.get('/.well-known/change-password', (c) => c.redirect('/my/password', 302));
  web.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'));

  web.get('/.well-known/security.txt', async (c) => {
    const { company } = await kit.visitor(c);
    const contacts = company ? contactsOf(company.help) : [];
    if (contacts.length === 0) throw new Refusal('not_found', {});
    const expires = new Date(Math.floor((kit.clock.now() + securityTxtHolds) / day) * day).toISOString();
    const canonical = `${kit.site.origin}/.well-known/security.txt`;
    return c.text([...contacts, `Expires: ${expires}`, `Canonical: ${canonical}`, ''].join('\n'));
  });
}

function contactsOf({ email, page, phone }: HelpContact): string[] {
  return [
    ...(email ? [`Contact: mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`] : []),
    ...(page && /^https:\/\/\S+$/.test(page) ? [`Contact: ${page}`] : []),
    ...(phone ? [`Contact: tel:${phone.replace(/[^+\d]/g, '')}`] : []),
  ];
}
