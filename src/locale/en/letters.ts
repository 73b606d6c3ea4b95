export const letters = {
  'letters.name': 'letters',
} as const satisfies Record<string, string>;
