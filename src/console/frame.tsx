import type { Translate } from '../locale/index.ts';
import type { MailTrouble } from '../mail/index.ts';
import { Document, formScript, type Theme } from '../ui/index.ts';
import { Bar } from './bar.tsx';
import type { Crumb, Screen, Staff } from './desk.tsx';
import { frameScript, frameStyle, listStyle, recordStyle } from './files.ts';
import { MailAlert } from './mail/alert.tsx';
import type { Menu } from './menu.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { Toasts, type Told } from './toasts.tsx';

interface Props {
  staff: Staff;
  screen: Screen;
  menu: Menu;
  /** Why no letter leaves. */
  trouble: MailTrouble | undefined;
  told: Told | undefined;
  theme: Theme;
  asset(path: string): string;
  /** The path that was asked for. */
  here: string;
  /** Where one comes back to who chooses another look or language: that path, unless it only takes a form. */
  back: string;
}

/** What is around every page of the console. */
export function Frame({ staff, screen, menu, trouble, told, theme, asset, here, back }: Props) {
  const { t } = staff;
  const scripts = [frameScript, formScript, ...(screen.scripts ?? [])];
  const document = {
    t,
    title: screen.title,
    site: t('console.title'),
    asset,
    theme,
    scripts,
    styles: [frameStyle, listStyle, recordStyle],
  };
  return (
    <Document {...document} frame="console">
      <Bar staff={staff} menu={menu} theme={theme} here={here} back={back} />
      <MailAlert t={t} trouble={trouble} />
      <Panel t={t} screen={screen} />
      <main id="main">{screen.body}</main>
      <Toasts t={t} told={told} />
      <ShortcutSheet t={t} />
    </Document>
  );
}

/** The line below the menus: where one is, and what can be done with all of it. */
function Panel({ t, screen: { title, trail = [], buttons, gear, search, pager } }: { t: Translate; screen: Screen }) {
  return (
    <section class="panel" aria-label={t('console.panel')}>
      <div class="panel-begin">
        {buttons}
        <div class="panel-title">
          {trail.length > 0 && <Trail t={t} trail={trail} />}
          <div class="panel-name">
            <h1>{title}</h1>
            {gear}
          </div>
        </div>
      </div>
      {search && <div class="panel-search">{search}</div>}
      {pager && <div class="panel-end">{pager}</div>}
    </section>
  );
}

function Trail({ t, trail }: { t: Translate; trail: Crumb[] }) {
  return (
    <nav class="trail" aria-label={t('console.trail')}>
      <ol>
        {trail.map(({ text, href }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
