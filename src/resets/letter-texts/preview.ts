import { Refusal } from '../../kernel/index.ts';
import type { Resets } from '../index.ts';
import type { Parts } from '../parts.ts';
import { judgeWords } from './judge-words.ts';
import { samples } from './samples.ts';
import { ownWordsIn } from './store.ts';

/** The letter as the person who looks at it would get it, with words that need not be kept yet. */
export function createPreviewLetter(parts: Parts): Resets['previewLetter'] {
  const { database, audit, users, locale, settings, passwords, clock } = parts;
  return async (caller, { companyId, language, letter }, words) => {
    await audit.admit(caller, 'letters.edit');
    const fault = words && (await judgeWords(words));
    if (fault) throw new Refusal('letter_text_refused', { ...fault });
    const company = (await users.companies(database.read)).find(({ id }) => id === companyId);
    const me = caller.actor.kind === 'user' ? await users.byId(database.read, caller.actor.id) : undefined;
    if (!company || !me) throw new Refusal('not_found', {});
    const rules = await settings.read(database.read);
    return samples[letter]({
      text: locale.in(language),
      user: { ...me, language },
      company,
      logo: await users.logoOf(database.read, company),
      baseUrl: company.baseUrl ?? parts.baseUrl(),
      own: words ? new Map([[letter as string, words]]) : await ownWordsIn(database.read, { companyId, language }),
      policy: passwords.policy(rules),
      rules,
      now: clock.now(),
    });
  };
}
