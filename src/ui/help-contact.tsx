import type { Translate } from '../locale/index.ts';
import type { HelpContact } from '../users/index.ts';

type Props = { t: Translate; help: HelpContact | undefined };

/** Whom to contact, inside a sentence: the name, then every way to reach it. */
export function HelpInline({ t, help }: Props) {
  if (!help?.name) return <>{t('ui.help.nobody')}</>;
  const ways = waysTo(help);
  return (
    <span class="help-inline">
      <bdi>{help.name}</bdi>
      {ways.length > 0 && ' ('}
      {ways.map(({ href, text }, index) => (
        <>
          {index > 0 && ', '}
          <a href={href} dir="ltr">
            {text}
          </a>
        </>
      ))}
      {ways.length > 0 && ')'}
    </span>
  );
}

/** Whom to contact, for the foot of every page. */
export function HelpLine({ t, help }: Props) {
  if (!help?.name) return <p class="help-line">{t('ui.help.ask', { name: t('ui.help.nobody') })}</p>;
  return (
    <p class="help-line">
      <span>{t('ui.help.ask', { name: help.name })}</span>
      {waysTo(help).map(({ href, text }) => (
        <a href={href} dir="ltr">
          {text}
        </a>
      ))}
    </p>
  );
}

function waysTo({ phone, email, page }: HelpContact): { href: string; text: string }[] {
  return [
    ...(phone ? [{ href: `tel:${phone.replace(/[^+\d]/g, '')}`, text: phone }] : []),
    ...(email ? [{ href: `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`, text: email }] : []),
    ...(page && isWebPage(page) ? [{ href: page, text: page.replace(/^https?:\/\/|\/$/g, '') }] : []),
  ];
}

/** An address that comes from data may only be a web page: `javascript:` would run here. */
function isWebPage(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}
