import type { Catalogue } from '../translated.ts';
import { letters } from './letters.ts';
import { pages } from './pages.ts';
import { passwords } from './passwords.ts';
import { refusals } from './refusals.ts';

export const catalogue: Catalogue = { ...letters, ...pages, ...passwords, ...refusals };
