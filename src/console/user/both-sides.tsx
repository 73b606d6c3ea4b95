import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Notice, titleOf } from '../../ui/index.ts';
import type { Typed } from './fields.tsx';

const named = {
  name: 'users.name',
  login: 'users.login',
  email: 'users.email',
  role: 'users.role',
  company: 'users.company',
  language: 'users.language',
  time_zone: 'user.time_zone',
} as const;

/** Somebody else saved meanwhile: what is there now beside what was entered. The form below holds what was entered. */
export function BothSides(props: {
  t: Translate;
  now: Typed;
  typed: Typed;
  words(field: keyof Typed, value: string): string;
}) {
  const { t, now, typed, words } = props;
  const differ = (Object.keys(named) as (keyof typeof named)[]).filter(
    (field) => typed[field] !== undefined && typed[field] !== now[field],
  );
  return (
    <Notice kind="warning" title={titleOf(t, new Refusal('changed_meanwhile', {}))} answer>
      <p>{t('user.changed_meanwhile')}</p>
      <section class="scroll" tabindex={0} aria-label={t('user.both_sides')}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('user.field')}</th>
              <th scope="col">{t('user.there_now')}</th>
              <th scope="col">{t('user.entered')}</th>
            </tr>
          </thead>
          <tbody>
            {differ.map((field) => (
              <tr>
                <th scope="row">{t(named[field])}</th>
                <td>{words(field, now[field] ?? '')}</td>
                <td>{words(field, typed[field] ?? '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Notice>
  );
}
