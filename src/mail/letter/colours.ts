/** The one colour of our letters: the line above a letter, its button, its links. */
export const accent = '#1f6f5c';

/** Each pair of text and ground is at least 4.5 : 1 (WCAG AA). */
export const light = {
  ground: '#eef2f0',
  card: '#ffffff',
  edge: '#dbe3df',
  text: '#1d2724',
  quiet: '#55635e',
  well: '#f4f7f5',
  accent,
  onAccent: '#ffffff',
};

export const dark: typeof light = {
  ground: '#0f1513',
  card: '#18211e',
  edge: '#2c3934',
  text: '#e7eeeb',
  quiet: '#a3b3ad',
  well: '#111916',
  accent: '#6fd0b3',
  onAccent: '#06241b',
};
