import { type Caller, isOneself, isSameEmail } from '../kernel/index.ts';
import type { User } from './index.ts';

const editable = ['name', 'login', 'email', 'role', 'companyId', 'language', 'timeZone'] as const;
export type Field = (typeof editable)[number];

/** What of a user an edit can change, as it is or as it is to be. */
export type Values = Pick<User, Field>;

export function changedFields(before: Values, after: Values): Field[] {
  return editable.filter((field) => before[field] !== after[field]);
}

/** A user, what they are to be instead, and in which fields that differs. */
export interface Edited {
  user: User;
  after: Values;
  fields: Field[];
}

/** Whether somebody else says which mailbox, or that none, is that of whoever has the account. */
export function isGiven(caller: Caller, { user, after }: Pick<Edited, 'user' | 'after'>): boolean {
  return user.state !== 'invited' && !isOneself(caller, user) && !isSameEmail(after.email, user.email);
}

/** Whether somebody is reached, or signs in, by something else than before. */
export function isElsewhere(fields: Field[]): boolean {
  return fields.includes('login') || fields.includes('email');
}

/** Whether warnings reach somebody otherwise than before: letters come from the company, and their links lead by way of it. */
export function warnsElsewhere(fields: Field[]): boolean {
  return isElsewhere(fields) || fields.includes('language') || fields.includes('companyId');
}

/** Whether what letters to somebody say, and how, is another than before. */
export function writesOtherwise(fields: Field[]): boolean {
  return fields.some((field) => ['name', 'companyId', 'language', 'timeZone'].includes(field));
}

/** As the record and the API call it. */
export function snake(field: Field): string {
  return { companyId: 'company', timeZone: 'time_zone' }[field as string] ?? field;
}
