import { maskEmail } from './text.ts';

export type ChangeValue = string | number | boolean | null;

/** One thing that is to be otherwise, or is by now. */
export interface Change {
  field: string;
  before: ChangeValue;
  after: ChangeValue;
  /** What becomes of a secret, and of what is too long to be compared: neither value is told. */
  untold?: 'changed' | 'removed';
}

/** What differs between the two; what one of them does not have is nothing there. */
export function differences(before: object, after: object): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const valueIn = (one: object, name: string) => (one as Record<string, ChangeValue | undefined>)[name] ?? null;
  return names
    .map((field) => ({ field, before: valueIn(before, field), after: valueIn(after, field) }))
    .filter((change) => change.before !== change.after);
}

/** As the record of events tells changes: `FIELD_before` and `FIELD_after`, or `FIELD` with what becomes of it. */
export function asDetails(changes: readonly Change[]): Record<string, ChangeValue> {
  return Object.fromEntries(
    changes.flatMap(({ field, before, after, untold }): [string, ChangeValue][] =>
      untold
        ? [[field, untold]]
        : [
            [`${field}_before`, before],
            [`${field}_after`, after],
          ],
    ),
  );
}

/**
 * As it may be kept: without what a person's erasure could not take back. Of a name and a login only that they change, of an
 * email its mask, and nothing of what was said about somebody. Nor is kept as whom we sign in to a mail server: more people
 * read what is kept than may know that.
 */
export function asKept(changes: readonly Change[]): Change[] {
  return changes.flatMap((change) => kept(change) ?? []);
}

function kept(change: Change): Change | undefined {
  const { field, before, after } = change;
  if (change.untold) return change; // kept before
  if (field === 'note' || (field === 'login' && before === null)) return undefined;
  if (field === 'person' || field === 'login') return untold(field, true);
  if (field === 'smtp_user' || field === 'oauth_client_id') return untold(field, after !== null);
  return field === 'email' ? { field, before: masked(before), after: masked(after) } : change;
}

/** Only that there is another one, or none any more. */
export function untold(field: string, isThere: boolean): Change {
  return { field, before: null, after: null, untold: isThere ? 'changed' : 'removed' };
}

function masked(value: ChangeValue): ChangeValue {
  return typeof value === 'string' ? maskEmail(value) : value;
}
