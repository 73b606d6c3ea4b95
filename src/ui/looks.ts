import { type Accents, accentsOf, isColour } from '../kernel/index.ts';
import type { Company } from '../users/index.ts';

/* Where a company's picture and colour are found. What they name never changes, so browsers may keep them for good. */

export const logoRoute = '/web/logo/:digest{[0-9a-f]{64}}';
export const lookRoute = '/web/look/:colour{[0-9a-f]{6}}';

export function logoAddress({ logo }: Pick<Company, 'logo'>): string | undefined {
  return logo === undefined ? undefined : `/web/logo/${logo}`;
}

export function lookAddress({ colour }: Pick<Company, 'colour'>): string | undefined {
  return colour === undefined ? undefined : `/web/look/${colour.slice(1)}`;
}

/** The style sheet of a colour, for both themes. Nothing for what is no colour. */
export function lookStyle(hex: string): string | undefined {
  if (!isColour(`#${hex}`)) return undefined;
  const { light, dark } = accentsOf(`#${hex}`);
  return `:root{${rules(light)}}@media(prefers-color-scheme:dark){:root{${rules(dark)}}}`;
}

function rules({ accent, strong, on }: Accents['light']): string {
  return `--accent:${accent};--accent-strong:${strong};--on-accent:${on}`;
}
