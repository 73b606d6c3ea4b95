export const resetsPath = '/settings/resets';

export const resetPath = (id: string): string => `${resetsPath}/${id}`;
