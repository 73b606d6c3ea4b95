import { z } from 'zod';

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

/** A part of a list: `next` is the cursor of the part that follows, and null in the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** What users are narrowed to: the words of the console's addresses, divided by commas. */
export const userFilter = z.string().min(1).max(400).meta({
  description:
    'One or several of `active`, `invited`, `confirmed`, `archived`, `role:ROLE`, `company:ID`, `language:xx`, `never_signed_in`, `no_email`, `shared_email`, `reset_pending`, `mail_failing`, `has_factor`, `no_factor`, divided by commas. Those of one kind are alternatives.',
});

export function filtersIn(filter: string | undefined): string[] {
  return filter?.split(',').map((one) => one.trim()) ?? [];
}
