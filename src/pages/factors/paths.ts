export const provePath = '/web/login/totp';
/** What a passkey is asked as a second factor of somebody whose password was right. */
export const proveOptionsPath = '/web/login/totp/passkey';
/** Signing in by a passkey alone, and what it is asked then. */
export const passkeyPath = '/web/login/passkey';
export const passkeyOptionsPath = '/web/login/passkey/options';
