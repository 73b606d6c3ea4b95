import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { orRefusal, type Person, passwordFirst, readForm, type Web, type WebContext } from '../../http/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { languageNames, type Translate } from '../../locale/index.ts';
import { Address, formScript, HelpInline, RefusalNotice, Rich, SelectField, Submit } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import type { Kit } from '../kit.tsx';
import { leaveNews, NewsNotice, takeNews } from '../notices.tsx';
import { MyMenu } from './menu.tsx';

const ProfileForm = z.object({ language: z.string().optional(), time_zone: z.string() });

export function addProfile(web: Web, kit: Kit): void {
  web.get('/my', async (c) => profilePage(kit, c, await kit.person(c)));

  web.post('/my', async (c) => {
    const person = await kit.person(c);
    const { user } = person.me;
    const { language = user.language, time_zone } = readForm(c, ProfileForm);
    // Warnings come in it: whoever holds a session alone must not choose one that its owner cannot read.
    const first = language === user.language ? undefined : passwordFirst(c, person, kit.clock.now());
    if (first) return first;
    const refused = await orRefusal(kit.users.editOwn(person.caller, { language, timeZone: time_zone }), 'limited');
    if (refused) return profilePage(kit, c, person, refused);
    leaveNews(kit, c, { kind: 'profile_saved' });
    return c.redirect('/my', 303);
  });
}

async function profilePage(kit: Kit, c: WebContext, person: Person, refusal?: Refusal): Promise<Response> {
  const { t, me, company } = person;
  const { user } = me;
  const title = t('pages.profile.title');
  const body = (
    <div class="sheet sheet-middle">
      <h1>{title}</h1>
      <NewsNotice t={t} news={takeNews(kit, c)} />
      <RefusalNotice t={t} refusal={refusal} />
      <dl class="facts-list">
        {(await factsOf(kit, person)).map(({ term, value }) => (
          <div>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <form method="post" action="/my">
        <SelectField
          name="language"
          label={t('pages.profile.language')}
          hint={t('pages.profile.language.hint')}
          options={languageOptions(user.language)}
        />
        <SelectField
          name="time_zone"
          label={t('pages.profile.time_zone')}
          hint={t('pages.profile.time_zone.hint')}
          options={timeZones(user.timeZone)}
        />
        <Submit busy={t('pages.profile.saving')}>{t('pages.profile.save')}</Submit>
      </form>
      <p class="quiet">
        <Rich t={t} text="pages.profile.others" of={{ help: <HelpInline t={t} help={company?.help} /> }} />
      </p>
    </div>
  );
  return kit.show(c, person, {
    title,
    body,
    refusal,
    menu: <MyMenu t={t} role={me.user.role} current="profile" />,
    scripts: [formScript],
  });
}

async function factsOf(kit: Kit, { t, me }: Person): Promise<{ term: string; value: Child }[]> {
  const { user, company } = me;
  const at = (moment: number): string => t.moment(moment, user.timeZone);
  const changedAt = await kit.users.passwordChangedAt(kit.database.read, user.id);
  return [
    { term: t('pages.profile.name'), value: user.name },
    { term: t('pages.profile.login'), value: <Address address={user.login} /> },
    { term: t('pages.profile.email'), value: <Email t={t} user={user} at={at} /> },
    { term: t('pages.profile.company'), value: company.name },
    ...(user.lastSignInAt ? [{ term: t('pages.profile.last_sign_in'), value: at(user.lastSignInAt) }] : []),
    ...(changedAt ? [{ term: t('pages.profile.password_changed'), value: at(changedAt) }] : []),
  ];
}

function Email({ t, user, at }: { t: Translate; user: User; at(moment: number): string }) {
  const { email, emailProvenAt } = user;
  return (
    <>
      {email ? <Address address={email} /> : t('pages.profile.no_email')}
      <br />
      {email && (
        <span class="quiet">
          {emailProvenAt
            ? t('pages.profile.email.proven', { at: at(emailProvenAt) })
            : t('pages.profile.email.unproven')}{' '}
          {!emailProvenAt && <a href="/my/email?prove=1">{t('pages.profile.email.prove')}</a>}
        </span>
      )}{' '}
      <a href="/my/email">{t('pages.profile.email.change')}</a>
    </>
  );
}

/** Each by its own name, as its speakers look for it. */
function languageOptions(own: string): { value: string; text: string; selected: boolean }[] {
  return Object.entries(languageNames).map(([value, text]) => ({ value, text, selected: value === own }));
}

/** Every zone there is; one's own too when it has a name of older times. */
const known = ['UTC', ...Intl.supportedValuesOf('timeZone')];

function timeZones(own: string): { value: string; text: string; selected: boolean }[] {
  const all = known.includes(own) ? known : [own, ...known];
  return all.map((value) => ({ value, text: value.replaceAll('_', ' '), selected: value === own }));
}
