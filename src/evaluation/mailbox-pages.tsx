import { readFileSync } from 'node:fs';
import type { Child } from 'hono/jsx';
import {
  type Assets,
  askedByOurName,
  createAssets,
  framingPolicy,
  letterHeaders,
  type Web,
  type WebContext,
} from '../http/index.ts';
import { Refusal } from '../kernel/index.ts';
import type { Locale, Translate } from '../locale/index.ts';
import { withPictures } from '../mail/index.ts';
import { Layout, pageText, uiFiles } from '../ui/index.ts';
import type { Users } from '../users/index.ts';
import { framedLetter, frameSandbox } from './framed-letter.ts';
import { InboxPage } from './inbox-page.tsx';
import type { Letter, PicturedLetter } from './letter.ts';
import { LetterPage, viewOf } from './letter-page.tsx';
import type { Mailbox } from './mailbox.ts';
import { MailboxMenu } from './mailbox-parts.tsx';

export interface MailboxPagesParts {
  mailbox: Mailbox;
  /** Whose look the pages wear. */
  users: Pick<Users, 'companyFor'>;
  locale: Locale;
  /** Without a slash at the end. */
  baseUrl: string;
}

const stylesheet = 'evaluation/mailbox.css';
const script = 'evaluation/browser/mailbox.js';

/** Adds the inbox, the letters and their JSON. They are for whoever sits at this machine: nobody signs in. */
export function mailboxPages(parts: MailboxPagesParts): (web: Web) => void {
  const { mailbox } = parts;
  const assets = createAssets(mailboxFiles(), '/mailbox/assets');
  const show = createShow(parts, assets);
  return (web) => {
    web.use('/mailbox/*', async (c, next) => refuseStrangeHost(c, parts.baseUrl) ?? next());
    web.use('/mailbox.json', async (c, next) => refuseStrangeHost(c, parts.baseUrl) ?? next());
    assets.addTo(web);
    web.get('/mailbox', async (c) => {
      const letters = await mailbox.list();
      return show(c, (t) => ({ title: t('mailbox.title'), body: <InboxPage t={t} letters={letters} /> }));
    });
    web.get('/mailbox.json', async (c) => json(c, await mailbox.list()));
    web.get('/mailbox/:file{[^/]+\\.json}', async (c) =>
      json(c, told(await mailbox.byId(c.req.param('file').slice(0, -5)))),
    );
    web.get('/mailbox/:file{[^/]+\\.html}', async (c) => {
      const letter = found(await mailbox.byId(c.req.param('file').slice(0, -5)));
      return c.body(framedLetter(withPictures(letter.html, letter.pictures)), 200, letterHeaders(frameSandbox));
    });
    web.get('/mailbox/:id', async (c) => {
      const letter = found(await mailbox.byId(c.req.param('id')));
      c.header('Content-Security-Policy', framingPolicy);
      const view = viewOf(letter, c.req.query('view'));
      return show(c, (t) => ({
        title: letter.subject || t('mailbox.no_subject'),
        body: <LetterPage t={t} letter={letter} view={view} />,
      }));
    });
  };
}

/** Another site whose name was made to point at this machine must not read letters through its visitor's browser. */
function refuseStrangeHost(c: WebContext, baseUrl: string): undefined {
  if (!askedByOurName(c, baseUrl)) throw new Refusal('forbidden', {});
}

function found(letter: PicturedLetter | undefined): PicturedLetter {
  if (!letter) throw new Refusal('not_found', {});
  return letter;
}

/** Without what only a page shows. */
function told(letter: PicturedLetter | undefined): Letter | undefined {
  if (!letter) return undefined;
  const { pictures: _, ...rest } = letter;
  return rest;
}

function json(c: WebContext, value: object | undefined): Response {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  return value ? c.body(JSON.stringify(value), 200, headers) : c.body('{"code":"not_found"}', 404, headers);
}

function mailboxFiles(): { path: string; content: string }[] {
  const own = [stylesheet, script];
  const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  return [...uiFiles(), ...own.map((path) => ({ path, content: read(path) }))];
}

interface Screen {
  title: string;
  body: Child;
}

function createShow({ users, locale, baseUrl }: MailboxPagesParts, assets: Assets) {
  return async (c: WebContext, screen: (t: Translate) => Screen): Promise<Response> => {
    const t = locale.in('en');
    const { title, body } = screen(t);
    const page = (
      <Layout
        t={t}
        title={title}
        company={await users.companyFor(baseUrl)}
        asset={assets.url}
        styles={[stylesheet]}
        scripts={[script]}
        menu={<MailboxMenu t={t} />}
      >
        {body}
      </Layout>
    );
    return c.html(await pageText(page));
  };
}
