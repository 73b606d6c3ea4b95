import { isEmail, searchable } from '../../kernel/index.ts';

interface Named {
  name: string;
  login: string;
  email?: string | null | undefined;
}

interface FindableBy {
  name_sort: string;
  search_text: string;
  email_malformed: 0 | 1;
}

/** What a user is sorted, searched and filtered by; has to follow every change of name, login and email. */
export function findableBy({ name, login, email }: Named): FindableBy {
  const texts = new Set([name, login, email ?? ''].map(searchable));
  return {
    name_sort: searchable(name),
    search_text: [...texts].join(' ').trim(),
    email_malformed: email && !isEmail(email) ? 1 : 0,
  };
}
