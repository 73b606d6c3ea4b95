import { languageNames, type Translate } from '../locale/index.ts';

/** Every language by its own name, as its speakers look for it; a form, so that it works without scripts. */
export function Languages({ t, back }: { t: Translate; back: string }) {
  return (
    <form class="languages" method="post" action="/web/language" aria-label={t('ui.languages')}>
      <input type="hidden" name="back" value={back} />
      {Object.entries(languageNames).map(([language, name]) => (
        <button
          type="submit"
          class="language"
          name="language"
          value={language}
          lang={language}
          aria-current={language === t.language ? 'true' : undefined}
        >
          <bdi>{name}</bdi>
        </button>
      ))}
    </form>
  );
}
