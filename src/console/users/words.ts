import type { Role } from '../../kernel/index.ts';
import { languageName, type Translate } from '../../locale/index.ts';
import type { UserState } from '../../users/index.ts';

export function roleText(t: Translate, role: Role): string {
  return t(`users.role.${role}`);
}

export function stateText(t: Translate, state: UserState): string {
  return t(`users.state.${state}`);
}

/** A language by its name in the reader's. */
export function languageText(t: Translate, language: string): string {
  return languageName(language, t.language);
}
