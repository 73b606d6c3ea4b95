import type { Child } from 'hono/jsx';
import type { Translate } from '../locale/index.ts';
import type { Company } from '../users/index.ts';
import { HelpLine } from './help-contact.tsx';
import { Mark } from './mark.tsx';

export interface LayoutProps {
  t: Translate;
  title: string;
  /** Whose look; nobody's before the first administrator has set up. */
  company: Pick<Company, 'name' | 'help'> | undefined;
  /** The address of an asset by its path. */
  asset(path: string): string;
  /** Style sheets of this page besides the common one. */
  styles?: string[];
  /** Modules that this page loads. */
  scripts?: string[];
  /** The pages of a signed-in person, beside the company's name. */
  menu?: Child;
  children?: Child;
}

/** The document around every page. */
export function Layout({ t, title, company, asset, styles = [], scripts = [], menu, children }: LayoutProps) {
  const name = company?.name ?? t('ui.product');
  return (
    <html lang={t.language} dir={t.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#f4f6f4" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0f1616" media="(prefers-color-scheme: dark)" />
        <link rel="icon" type="image/svg+xml" href={asset('ui/mark.svg')} />
        {['ui/rekey.css', ...styles].map((style) => (
          <link rel="stylesheet" href={asset(style)} />
        ))}
        {scripts.map((script) => (
          <script type="module" src={asset(script)} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('ui.skip')}
        </a>
        <header class="top">
          <a class="brand" href="/">
            <Mark />
            <span>{name}</span>
          </a>
          {menu}
        </header>
        <main id="main">{children}</main>
        <footer class="foot">
          <HelpLine t={t} help={company?.help} />
        </footer>
      </body>
    </html>
  );
}
