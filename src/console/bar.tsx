import { languageNames, languages, type MessageKey, type Translate } from '../locale/index.ts';
import { Icon, Mark, type Theme, themes } from '../ui/index.ts';
import type { Staff } from './desk.tsx';
import type { Menu, MenuEntry, MenuGroup } from './menu.ts';
import { Face } from './parts/face.tsx';

interface Props {
  staff: Staff;
  menu: Menu;
  theme: Theme;
  here: string;
  /** Where its own forms lead back to. */
  back: string;
}

/** The bar: the mark, the menus (behind one button where there is little room), and one's own menu. */
export function Bar({ staff, menu, theme, here, back }: Props) {
  const { t, me } = staff;
  return (
    <header class="bar">
      <button type="button" class="bar-item bar-more" popovertarget="menus">
        <Icon name="menu" />
        <span class="visually-hidden">{t('console.menus')}</span>
      </button>
      <a class="bar-item bar-mark" href="/settings" data-key="H">
        <Mark />
        <span>{t('console.title')}</span>
      </a>
      <nav class="menus" id="menus" popover="auto" aria-label={t('console.menus')}>
        <ul>
          {menu.map((item) => (
            <li>
              {'href' in item ? (
                <EntryLink t={t} entry={item} here={here} class="bar-item" />
              ) : (
                <Group t={t} group={item} here={here} />
              )}
            </li>
          ))}
        </ul>
      </nav>
      <span class="bar-company">{me.company.name}</span>
      <OwnMenu staff={staff} theme={theme} back={back} />
    </header>
  );
}

function word(t: Translate, key: string): string {
  return t(`console.menu.${key}` as MessageKey);
}

function EntryLink({ t, entry, here, class: look }: { t: Translate; entry: MenuEntry; here: string; class?: string }) {
  return (
    <a class={look} href={entry.href} aria-current={here === entry.href ? 'page' : undefined}>
      {word(t, entry.key)}
    </a>
  );
}

function Group({ t, group, here }: { t: Translate; group: MenuGroup; here: string }) {
  const within = group.sections.some(({ entries }) => entries.some(({ href }) => isBelow(here, href)));
  return (
    <details class="drop" name="menu">
      <summary class="bar-item" data-within={within ? '' : undefined}>
        {word(t, group.key)}
      </summary>
      <div class="drop-sheet">
        {group.sections.map(({ key, entries }) => (
          <>
            {key && <p class="drop-title">{word(t, key)}</p>}
            <ul>
              {entries.map((entry) => (
                <li>
                  <EntryLink t={t} entry={entry} here={here} />
                </li>
              ))}
            </ul>
          </>
        ))}
      </div>
    </details>
  );
}

function isBelow(here: string, href: string): boolean {
  return here === href || here.startsWith(`${href}/`);
}

function OwnMenu({ staff: { t, me }, theme, back }: Pick<Props, 'staff' | 'theme' | 'back'>) {
  const { name, login } = me.user;
  return (
    <details class="drop drop-end own" name="menu">
      <summary class="bar-item">
        <Face name={name} />
        <span class="visually-hidden">{t('console.own', { name })}</span>
      </summary>
      <div class="drop-sheet">
        <p class="own-who">
          <strong>{name}</strong>
          <span>{login}</span>
          <span>{me.company.name}</span>
        </p>
        <ul>
          <li>
            <a href="/my">{t('console.own.profile')}</a>
          </li>
          <li>
            <button type="button" data-shortcuts hidden>
              {t('console.shortcuts')}
            </button>
          </li>
        </ul>
        <LanguageForm t={t} language={me.user.language} back={back} />
        <ThemeForm t={t} theme={theme} back={back} />
        <form method="post" action="/web/session/logout">
          <button type="submit">{t('console.own.sign_out')}</button>
        </form>
      </div>
    </details>
  );
}

/** Each language is called as it calls itself. */
function LanguageForm({ t, language, back }: { t: Translate; language: string; back: string }) {
  return (
    <form method="post" action="/settings/language" class="own-language">
      <input type="hidden" name="back" value={back} />
      <label class="drop-title own-label" for="own-language">
        {t('console.language')}
      </label>
      <div class="own-choice">
        <select class="input" id="own-language" name="language">
          {languages.map((one) => (
            <option value={one} lang={one} selected={one === language}>
              {languageNames[one]}
            </option>
          ))}
        </select>
        <button type="submit" class="button button-secondary">
          {t('console.language.save')}
        </button>
      </div>
    </form>
  );
}

/** Where it leads back to is the path alone: a list's address may hold more than a form should carry. */
function ThemeForm({ t, theme, back }: { t: Translate; theme: Theme; back: string }) {
  return (
    <form method="post" action="/settings/theme" class="own-theme">
      <input type="hidden" name="back" value={back} />
      <p class="drop-title" id="own-theme">
        {t('console.theme')}
      </p>
      <fieldset aria-labelledby="own-theme">
        {themes.map((one) => (
          <button type="submit" name="theme" value={one} aria-pressed={one === theme ? 'true' : 'false'}>
            {t(`console.theme.${one}`)}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
