export const refusals = {
  'refusals.name': 'refusals',
} as const satisfies Record<string, string>;
