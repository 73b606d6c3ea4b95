import { searchable } from '../../kernel/index.ts';

interface Named {
  name: string;
  login: string;
  email?: string | null | undefined;
}

/** What a user is sorted and searched by; has to follow every change of name, login and email. */
export function findableBy({ name, login, email }: Named): { name_sort: string; search_text: string } {
  const texts = new Set([name, login, email ?? ''].map(searchable));
  return { name_sort: searchable(name), search_text: [...texts].join(' ').trim() };
}
