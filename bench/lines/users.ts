import type { Line } from '../line.ts';
import { measureViews, type View } from '../views.ts';

const path = '/settings/users';

const views: View[] = [
  { work: 'first page', address: path },
  { work: 'last page', address: `${path}?last=` },
  { work: 'search, no match', address: `${path}?search=zzzzqq` },
  { work: 'search, one match', address: `${path}?search=bela.abend.801` },
  { work: 'search, half match', address: `${path}?search=example.org` },
  { work: 'filter, no match', address: `${path}?filter=role%3Ahelpdesk` },
  { work: 'filter, one match', address: `${path}?filter=role%3Asettings` },
  { work: 'filter, half match', address: `${path}?filter=language%3Ade` },
  { work: 'search, two common words', address: `${path}?search=ada+abend` },
  { work: 'search, one character', address: `${path}?search=a` },
  { work: 'filter, one in ten, from the end', address: `${path}?filter=invited&last=` },
  { work: 'filters, each common, no match together', address: `${path}?filter=archived&filter=language%3Ade` },
  { work: 'groups', address: `${path}?group=role` },
];

/** The list of users as an administrator sees it, with many users and with few. */
export const users: Line = {
  name: 'users',
  engines: 'each',
  measure: (engine, how) => measureViews(engine, how, { of: 'users', views, seeded: (count) => ({ users: count }) }),
};
