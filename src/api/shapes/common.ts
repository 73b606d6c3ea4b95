import { z } from 'zod';
import { fold, Refusal } from '../../kernel/index.ts';

/** The id of anything. */
export const id = z.uuid();
export const moment = z.iso.datetime().meta({ description: 'UTC.' });

export function iso(at: number): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: number | undefined): string | null {
  return at === undefined ? null : iso(at);
}

export const ById = z.object({ id });

/** What every list takes. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: 'How many at most; 50 if not told.' }),
  cursor: z.string().min(1).max(400).optional().meta({ description: '`next` of the part before.' }),
});

/** What a list takes of which there is never much: it is told whole unless somebody wants a part. */
export const PartQuery = PageQuery.extend({
  limit: PageQuery.shape.limit.meta({ description: 'How many at most; all if not told.' }),
  search: z.string().max(320).optional().meta({ description: 'Those that have this in one of their texts.' }),
});

/** The part that was asked for. Refuses `malformed` for a cursor that names nothing in the list. */
export function partOf<T extends { id: string }>(all: T[], query: z.output<typeof PartQuery>) {
  const { cursor, search = '' } = query;
  const found = all.filter((item) => says(item, fold(search)));
  const limit = query.limit ?? found.length;
  const from = cursor === undefined ? 0 : found.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && from === 0) throw new Refusal('malformed', { field: 'cursor' });
  const items = found.slice(from, from + limit);
  return { items, next: from + items.length < found.length ? (items.at(-1)?.id ?? null) : null };
}

function says(told: unknown, folded: string): boolean {
  if (typeof told === 'string') return fold(told).includes(folded);
  return typeof told === 'object' && told !== null && Object.values(told).some((part) => says(part, folded));
}

/** Somebody as they are named when they ask for a reset. */
export const person = z
  .string()
  .min(1)
  .max(320)
  .optional()
  .meta({ description: 'Somebody by the exact login or email.' });

/** A stretch of time, in which something happened. */
export const period = {
  from: moment.optional(),
  until: moment.optional().meta({ description: 'Not including it.' }),
};

export function millisecondsOf(at: string | undefined): number | undefined {
  return at === undefined ? undefined : Date.parse(at);
}

/** One chosen value, as what matches may be one of several. */
export function only<T>(chosen: T | undefined): T[] | undefined {
  return chosen === undefined ? undefined : [chosen];
}

/** A part of a list: `next` is the cursor of the part that follows, and null in the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** What users are narrowed to: the words of the console's addresses, divided by commas. */
export const userFilter = z.string().min(1).max(400).meta({
  description:
    'One or several of `active`, `invited`, `confirmed`, `archived`, `role:ROLE`, `company:ID`, `language:xx`, `never_signed_in`, `no_email`, `malformed_email`, `shared_email`, `reset_pending`, `mail_failing`, `has_factor`, `no_factor`, divided by commas. Those of one kind are alternatives. By second factor those are found whose sessions the owner of the key may see.',
});

export function filtersIn(filter: string | undefined): string[] {
  return filter?.split(',').map((one) => one.trim()) ?? [];
}
