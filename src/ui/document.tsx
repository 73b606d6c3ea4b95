import type { Child } from 'hono/jsx';
import type { Translate } from '../locale/index.ts';
import type { Theme } from './theme.ts';

export interface DocumentProps {
  t: Translate;
  title: string;
  /** Whose site it is, behind the title in the browser's tab. */
  site: string;
  /** The address of an asset by its path. */
  asset(path: string): string;
  theme?: Theme | undefined;
  /** Style sheets of this page besides the common one. */
  styles?: string[];
  /** The style sheet of a company's colour, after all others. */
  look?: string | undefined;
  /** Modules that this page loads. */
  scripts?: string[];
  /** The class of the body. */
  frame?: string;
  children?: Child;
}

const paper = { light: '#f4f6f4', dark: '#0f1616' };

/** What is around every page: the head with the files that it needs, and the way past what all pages begin with. */
export function Document({
  t,
  title,
  site,
  asset,
  theme = 'system',
  styles = [],
  scripts = [],
  ...rest
}: DocumentProps) {
  return (
    <html lang={t.language} dir={t.direction}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${site}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <ColorScheme theme={theme} />
        {/* A page that comes in pieces is shown when it is whole, so that no piece moves another. Hono takes `blocking`
            for React's and leaves it out, but of a link with an `onError`. */}
        <link rel="expect" href="#main" blocking="render" onError={undefined} />
        <link rel="icon" type="image/svg+xml" href={asset('ui/mark.svg')} />
        <link rel="stylesheet" href={asset('ui/rekey.css')} />
        {theme !== 'light' && <link rel="stylesheet" href={asset('ui/dark.css')} media={darkWhen[theme]} />}
        {styles.map((style) => (
          <link rel="stylesheet" href={asset(style)} />
        ))}
        {rest.look && <link rel="stylesheet" href={rest.look} />}
        {scripts.map((script) => (
          <script type="module" src={asset(script)} />
        ))}
      </head>
      <body class={rest.frame}>
        <a class="skip" href="#main">
          {t('ui.skip')}
        </a>
        {rest.children}
      </body>
    </html>
  );
}

const darkWhen = { system: '(prefers-color-scheme: dark)', dark: 'all' } as const;

/** Tells the browser, whose own parts (fields, scrollbars) follow it. */
function ColorScheme({ theme }: { theme: Theme }) {
  if (theme !== 'system') {
    return (
      <>
        <meta name="color-scheme" content={theme} />
        <meta name="theme-color" content={paper[theme]} />
      </>
    );
  }
  return (
    <>
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content={paper.light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={paper.dark} media="(prefers-color-scheme: dark)" />
    </>
  );
}
