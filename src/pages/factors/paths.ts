export const provePath = '/web/login/totp';
