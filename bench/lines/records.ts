import type { Line } from '../line.ts';
import { measureViews, type View } from '../views.ts';

const somebody = 'bela.abend.801';

function viewsOf(list: string, path: string, { half, few, none }: Record<'half' | 'few' | 'none', string>): View[] {
  const filtered = (filter: string): string => `${path}?filter=${encodeURIComponent(filter)}`;
  return [
    { work: `${list}: first page`, address: path },
    { work: `${list}: last page`, address: `${path}?last=` },
    { work: `${list}: search, no match`, address: `${path}?search=zzzzqq` },
    { work: `${list}: search, one match`, address: `${path}?search=${somebody}` },
    { work: `${list}: filter, half match`, address: filtered(half) },
    { work: `${list}: filter, half match, last page`, address: `${filtered(half)}&last=` },
    { work: `${list}: filter, one in a thousand`, address: filtered(few) },
    { work: `${list}: filter, no match`, address: filtered(none) },
  ];
}

const views = [
  ...viewsOf('resets', '/settings/resets', { half: 'state:expired', few: 'state:cancelled', none: 'source:owner' }),
  ...viewsOf('audit', '/settings/technical/audit', {
    half: 'event:jobs',
    few: 'outcome:refused',
    none: 'event:approvals',
  }),
  ...viewsOf('emails', '/settings/technical/email/emails', {
    half: 'kind:reset',
    few: 'state:failed',
    none: 'state:queued',
  }),
];

/** The lists of resets, of the audit record and of emails, with many of each and with few. */
export const records: Line = {
  name: 'records',
  engines: 'each',
  measure: (engine, how) =>
    measureViews(engine, how, {
      of: 'records',
      views,
      seeded: (count) => ({ users: count, resets: count, events: count, letters: count }),
    }),
};
