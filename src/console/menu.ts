import type { Act } from '../kernel/index.ts';

/** A page that the bar leads to. It appears where the page exists, to whoever may do what it is for. */
export interface MenuEntry {
  key: string;
  href: string;
  act: Act;
}

/** A word in the bar with the pages below it. */
export interface MenuGroup {
  key: string;
  sections: { key?: string; entries: MenuEntry[] }[];
}

export type Menu = (MenuEntry | MenuGroup)[];

/** The bar, from its start to its end, in Odoo's order. The words are `console.menu.KEY`. */
const menu: Menu = [
  { key: 'general', href: '/settings/general', act: 'settings.change' },
  {
    key: 'users_and_companies',
    sections: [
      {
        entries: [
          { key: 'users', href: '/settings/users', act: 'users.find' },
          { key: 'companies', href: '/settings/companies', act: 'companies.edit' },
        ],
      },
    ],
  },
  {
    key: 'resets_group',
    sections: [
      {
        entries: [
          { key: 'resets', href: '/settings/resets', act: 'resets.read' },
          { key: 'why', href: '/settings/resets/why', act: 'resets.read' },
          { key: 'limits', href: '/settings/resets/limits', act: 'resets.read' },
        ],
      },
    ],
  },
  {
    key: 'technical',
    sections: [
      {
        key: 'email',
        entries: [
          { key: 'servers', href: '/settings/technical/email/outgoing-mail-servers', act: 'settings.change' },
          { key: 'letters', href: '/settings/letters', act: 'letters.edit' },
          { key: 'emails', href: '/settings/technical/email/emails', act: 'messages.read' },
          { key: 'doctor', href: '/settings/technical/email/doctor', act: 'mail.test' },
        ],
      },
      {
        key: 'security',
        entries: [
          { key: 'approvals', href: '/settings/approvals', act: 'approvals.read' },
          { key: 'audit', href: '/settings/technical/audit', act: 'audit.read' },
          { key: 'api_keys', href: '/settings/api-keys', act: 'users.find' },
        ],
      },
    ],
  },
  // Of an evaluation alone: where all its letters are.
  { key: 'mailbox', href: '/mailbox', act: 'console.enter' },
];

/** What is left of the menu for one person: only what `leads` somewhere for them. */
export function menuFor(leads: (entry: MenuEntry) => boolean): Menu {
  return menu.flatMap((item): Menu => {
    if ('href' in item) return leads(item) ? [item] : [];
    const sections = item.sections
      .map((section) => ({ ...section, entries: section.entries.filter(leads) }))
      .filter(({ entries }) => entries.length > 0);
    return sections.length > 0 ? [{ ...item, sections }] : [];
  });
}
