import { may, roles } from '../../kernel/index.ts';
import { languages, type Translate } from '../../locale/index.ts';
import type { Company } from '../../users/index.ts';
import type { Staff } from '../desk.tsx';
import { companyFilter } from '../list/index.ts';
import { languageText, roleText } from './words.ts';

const states = ['active', 'invited', 'confirmed', 'archived'] as const;

/** What the users can be narrowed to; the keys are those of `UserQuery`. */
export function userFilters({ t, caller }: Staff, companies: Company[]) {
  const choice = <K extends string>(key: K) => ({ key, text: t(`users.filter.${key}` as 'users.filter.active') });
  return [
    { title: t('users.state'), choices: states.map(choice) },
    { title: t('users.role'), choices: roles.map((role) => ({ key: `role:${role}`, text: roleText(t, role) })) },
    { title: t('users.filter.access'), choices: (['never_signed_in', 'reset_pending'] as const).map(choice) },
    ...(may(caller, 'sessions.read')
      ? [{ title: t('users.filter.factor'), choices: (['has_factor', 'no_factor'] as const).map(choice) }]
      : []),
    { title: t('users.filter.mail'), choices: (['no_email', 'malformed_email', 'shared_email'] as const).map(choice) },
    { title: t('users.filter.letters'), choices: (['mail_failing'] as const).map(choice) },
    {
      title: t('users.language'),
      choices: languages.map((one) => ({ key: `language:${one}`, text: languageText(t, one) })),
    },
    companyFilter(t('users.company'), companies),
  ];
}

export function userGroups(t: Translate) {
  return (['role', 'company', 'language', 'state'] as const).map((key) => ({ key, text: t(`users.${key}`) }));
}
