import type { Catalogue } from '../translated.ts';
import { apiKeys } from './api-keys.ts';
import { factors } from './factors.ts';
import { letters } from './letters.ts';
import { pages } from './pages.ts';
import { passwords } from './passwords.ts';
import { refusals } from './refusals.ts';

export const catalogue: Catalogue = { ...apiKeys, ...factors, ...letters, ...pages, ...passwords, ...refusals };
