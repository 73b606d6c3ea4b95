import type { Act } from '../../src/kernel/index.ts';

interface Demand {
  /** `staff` where everybody of them may. */
  act: Act | 'staff';
  /** A form that is well formed; `:id` in it and in the address is a user whom nobody needs. */
  form?: Record<string, string>;
}

/** Every address below `/settings`, and what it demands. A page that is not here fails the proof that tries them. */
export const addresses: Record<string, Demand> = {
  'GET /settings': { act: 'staff' },
  'POST /settings/theme': { act: 'staff', form: { theme: 'system' } },
  'GET /settings/users': { act: 'users.find' },
  'GET /settings/users/export': { act: 'users.export' },
  'POST /settings/users/export': { act: 'users.export', form: { id: ':id' } },
  'POST /settings/users/favourites': { act: 'favourites.keep', form: { name: 'Mine', query: 'search=a' } },
  'POST /settings/users/favourites/remove': { act: 'favourites.keep', form: { id: ':id' } },
};
