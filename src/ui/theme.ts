/** Light or dark as the person chose, or as their system says. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Where a browser keeps what its person chose. */
export const themeCookie = { name: 'rekey_theme', path: '/' };

export function themeOf(kept: string | undefined): Theme {
  return themes.find((theme) => theme === kept) ?? 'system';
}
