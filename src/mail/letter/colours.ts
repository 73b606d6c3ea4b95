import { accentsOf } from '../../kernel/index.ts';

/** The pages’ accent, repeated because a letter can look nothing up: the line above it, its button, its links. */
export const accent = '#0b6462';

/** Each pair of text and ground is at least 4.5 : 1 (WCAG AA). */
export const light = {
  ground: '#f4f6f4',
  card: '#ffffff',
  edge: '#dbe1de',
  text: '#17211f',
  quiet: '#53615e',
  well: '#f6f8f6',
  accent,
  onAccent: '#ffffff',
};

const dark: typeof light = {
  ground: '#0f1616',
  card: '#172120',
  edge: '#2c3934',
  text: '#e9efed',
  quiet: '#a4b4b0',
  well: '#111916',
  accent: '#62cabd',
  onAccent: '#06211e',
};

/** What a letter wears: by day, and where the reader's mail program is dark. */
export interface Look {
  light: typeof light;
  dark: typeof light;
}

/** The look with a company's own accent, of which `accentsOf` makes one for each theme that can be read. */
export function lookOf(colour: string | undefined): Look {
  if (colour === undefined) return { light, dark };
  const own = accentsOf(colour);
  return {
    light: { ...light, accent: own.light.accent, onAccent: own.light.on },
    dark: { ...dark, accent: own.dark.accent, onAccent: own.dark.on },
  };
}
