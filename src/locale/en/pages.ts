export const pages = {
  'pages.name': 'pages',
} as const satisfies Record<string, string>;
