import { type Role, roles } from '../../kernel/index.ts';

/*
 * Users who are alike in all that lists are narrowed to share a bucket: `malformedEmails` in `database/` says how its letters
 * come about. There are few of them, however many users there are.
 */

/** Filters by what they are about; those of one family are alternatives. */
const families = {
  state: ['active', 'invited', 'confirmed', 'archived'],
  role: roles.map((role) => `role:${role}`),
  email: ['no_email', 'malformed_email', 'shared_email'],
  sign_in: ['never_signed_in'],
  mail: ['mail_failing'],
  factor: ['has_factor', 'no_factor'],
} as const;

/** At which letter of a bucket each filter looks, and for what. */
const letters: Record<string, { at: number; among: string }> = {
  active: { at: 0, among: 'ic' },
  invited: { at: 0, among: 'i' },
  confirmed: { at: 0, among: 'c' },
  archived: { at: 0, among: 'a' },
  ...Object.fromEntries(roles.map((role) => [`role:${role}`, { at: 1, among: role.charAt(0) }])),
  never_signed_in: { at: 2, among: 'n' },
  no_email: { at: 3, among: 'n' },
  malformed_email: { at: 3, among: 'mt' },
  shared_email: { at: 3, among: 'st' },
  mail_failing: { at: 4, among: 'f' },
  has_factor: { at: 5, among: 'f' },
  no_factor: { at: 5, among: 'n' },
};
/** The language is all the rest. */
const languageAt = 6;
const language = 'language:';

export function isBucketFilter(filter: string): boolean {
  return Object.hasOwn(letters, filter) || filter.startsWith(language);
}

/** Whether filters ask who has a second factor. */
export function asksForFactors(filters: string[]): boolean {
  return families.factor.some((filter) => filters.includes(filter));
}

/** Those of the buckets there are whose users pass the filters; by second factor only those in the roles of which it is `told`. */
export function bucketsPassing(buckets: string[], filters: string[], told: readonly Role[]): string[] {
  const languages = filters.filter((one) => one.startsWith(language)).map((one) => one.slice(language.length));
  const wanted = Object.values(families)
    .map((family) => family.filter((one) => filters.includes(one)))
    .filter((family) => family.length > 0);
  if (asksForFactors(filters)) wanted.push(told.map((role) => `role:${role}` as const));
  return buckets.filter(
    (bucket) =>
      (languages.length === 0 || languages.includes(bucket.slice(languageAt))) &&
      wanted.every((family) => family.some((filter) => passes(bucket, filter))),
  );
}

function passes(bucket: string, filter: string): boolean {
  const letter = letters[filter];
  return letter?.among.includes(bucket.charAt(letter.at)) ?? false;
}
