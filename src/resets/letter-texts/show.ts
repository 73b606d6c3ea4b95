import { Refusal } from '../../kernel/index.ts';
import { isLanguage, type MessageKey, type Translate } from '../../locale/index.ts';
import type { Resets } from '../index.ts';
import type { Parts } from '../parts.ts';
import { ownWordsIn, wordsChangedAt } from './store.ts';
import { type EditableLetter, editableLetters, type OwnWords, placeholders } from './template.ts';

/** What a letter says after its greeting where a company has no words of its own. */
export const introductions = {
  reset: 'letters.reset.intro',
  invitation: 'letters.invitation.intro',
  password_changed: 'letters.changed.intro',
  confirm_email: 'letters.confirm.intro',
} as const satisfies Record<EditableLetter, MessageKey>;

/** The words for a letter as they are now, as a text with placeholders. */
export function createShowLetter({ database, audit, locale, users }: Parts): Resets['showLetter'] {
  return async (caller, which) => {
    await audit.admit(caller, 'letters.edit');
    const { companyId, language, letter } = which;
    if (!isLanguage(language)) throw new Refusal('malformed', { field: 'language' });
    if (!editableLetters.includes(letter)) throw new Refusal('malformed', { field: 'letter' });
    const known = (await users.companies(database.read)).some(({ id }) => id === companyId);
    if (!known) throw new Refusal('not_found', {});
    const version = await wordsChangedAt(database.read, which);
    const own = (await ownWordsIn(database.read, which)).get(letter);
    return { words: own ?? wordsOfAll(locale.in(language), letter), isOwn: own !== undefined, version };
  };
}

function wordsOfAll(text: Translate, letter: EditableLetter): OwnWords {
  const themselves = Object.fromEntries(placeholders.map((name) => [name, `{${name}}`]));
  // Without the marks that set apart what is filled in: they come with the values.
  return { introduction: text(introductions[letter], themselves).replace(/[\u2066-\u2069]/g, ''), closing: '' };
}
