/**
 * What a "this was not me" disowns though it is older than what its letter tells of, because it was used for that: the id of a
 * passkey; the app, whose key or codes somebody has; or the sheet of recovery codes, which somebody has.
 */
export type UsedFactor = string;

export const authenticatorApp: UsedFactor = 'totp';
export const recoveryCodes: UsedFactor = 'recovery_codes';

/**
 * What somebody says that they neither added nor used, by when that was. Milliseconds UTC, both included; without an end also
 * what was added later than now, by a process whose clock is ahead.
 */
export interface Disowned {
  since: number;
  until?: number;
  used?: UsedFactor | undefined;
}
