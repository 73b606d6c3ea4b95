import type { Child } from 'hono/jsx';
import type { Web } from '../http/index.ts';
import type { MessageKey, Translate } from '../locale/index.ts';
import type { Policy } from '../passwords/index.ts';
import { HelpInline, Icon, type IconName, Rich } from '../ui/index.ts';
import type { Company } from '../users/index.ts';
import type { Kit } from './kit.tsx';
import { MyMenu } from './my/menu.tsx';

interface Chapter {
  icon: IconName;
  title: MessageKey;
  points: MessageKey[];
}

const chapters: Chapter[] = [
  {
    icon: 'key',
    title: 'pages.help.strong.title',
    points: ['pages.help.strong.phrase', 'pages.help.strong.own', 'pages.help.strong.avoid'],
  },
  {
    icon: 'device',
    title: 'pages.help.manager.title',
    points: ['pages.help.manager.make', 'pages.help.manager.fill', 'pages.help.manager.browser'],
  },
  { icon: 'link', title: 'pages.help.share.title', points: ['pages.help.share.key', 'pages.help.share.asked'] },
  {
    icon: 'clock',
    title: 'pages.help.quick.title',
    points: ['pages.help.quick.link', 'pages.help.quick.again', 'pages.help.quick.notice'],
  },
  {
    icon: 'shield',
    title: 'pages.help.staff.title',
    points: [
      'pages.help.staff.password',
      'pages.help.staff.link',
      'pages.help.staff.elsewhere',
      'pages.help.staff.instead',
    ],
  },
];

/** True only where people ask for links themselves. */
const askingAgain: MessageKey = 'pages.help.quick.again';

/** What everybody should know about passwords and links; letters and the new-password page lead here. */
export function addHelp(web: Web, kit: Kit): void {
  web.get('/help/passwords', async (c) => {
    const visitor = await kit.visitor(c);
    const { t, company, me } = visitor;
    const rules = await kit.settings.read(kit.database.read);
    const title = t('pages.help.title');
    const body = (
      <article class="reading">
        <h1>{title}</h1>
        {chapters.map(({ icon, title: chapter, points }, index) => (
          <section class="chapter">
            <h2>
              <Icon name={icon} />
              {t(chapter)}
            </h2>
            <ul>
              {points
                .filter((point) => rules.self_service || point !== askingAgain)
                .map((point) => (
                  <li>
                    <Point t={t} point={point} company={company} />
                  </li>
                ))}
            </ul>
            {index === 0 && <Rules t={t} policy={kit.passwords.policy(rules)} />}
          </section>
        ))}
      </article>
    );
    return kit.show(c, visitor, { title, body, ...(me && { menu: <MyMenu t={t} role={me.user.role} /> }) });
  });
}

function Point({ t, point, company }: { t: Translate; point: MessageKey; company: Company | undefined }): Child {
  return <Rich t={t} text={point} of={{ help: <HelpInline t={t} help={company?.help} /> }} />;
}

function Rules({ t, policy }: { t: Translate; policy: Policy }) {
  return (
    <>
      <h3>{t('pages.help.strong.rules')}</h3>
      <ul class="plain-rules">
        {policy.rules.map(({ hint }) => (
          <li>{t(hint.key, hint.params)}</li>
        ))}
      </ul>
    </>
  );
}
