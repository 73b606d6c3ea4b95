import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import {
  answerStatus,
  answers,
  createAssets,
  createNewsBox,
  createVisitors,
  leadsBack,
  type Person,
  passwordFirst,
  type Visitors,
  type Web,
  type WebContext,
} from '../http/index.ts';
import { may, minute, Refusal } from '../kernel/index.ts';
import { pageText, themeCookie, themeOf } from '../ui/index.ts';
import { consoleFiles } from './files.ts';
import { Frame } from './frame.tsx';
import { menuFor } from './menu.ts';
import type { ConsoleParts } from './parts.ts';
import type { Told } from './toasts.tsx';

/** Somebody who may be in the console. */
export type Staff = Person;

/** A page on the way to this one. */
export interface Crumb {
  text: string;
  href: string;
}

/** One page of the console: what stands in the bar below the menus, and the page itself. */
export interface Screen {
  title: string;
  /** The pages above this one, the outermost first. */
  trail?: Crumb[];
  /** Before the title: what begins something new, "Save" of a form. */
  buttons?: Child;
  /** Beside the title: the Action menu. */
  gear?: Child;
  /** In the middle: a list's search. */
  search?: Child;
  /** At the end: a list's pager, the ways to look at it. */
  pager?: Child;
  body: Child;
  status?: ContentfulStatusCode;
  /** What the page tells, which then gives its status. */
  refusal?: Refusal | undefined;
  /** What was done on the way to this page, where it is the answer to that. */
  told?: Told | undefined;
  /** Modules besides those of the frame. */
  scripts?: string[];
}

/** What every page of the console has at hand. */
export interface Desk extends ConsoleParts, Visitors {
  /** The address of a file that browsers load. */
  asset(path: string): string;
  /** Who asks. Refuses `not_signed_in`, seen as the sign-in page, and `forbidden` for everybody who is not staff. */
  staff(c: WebContext): Promise<Staff>;
  /**
   * Before something risky: `const first = desk.fresh(c, staff); if (first) return first;`. Nothing while the password
   * was given within ten minutes; else what leads through `/web/confirm_password` and back here, the form's fields kept;
   * with a `file` to where that is offered, and from there `back`, or to the `page` on which it is chosen.
   */
  fresh(c: WebContext, staff: Staff, file?: Parameters<typeof passwordFirst>[3]): Response | undefined;
  /**
   * To be asked again and again while a long answer goes out: refuses `not_signed_in` once the reader is archived, in another
   * role or out of their session, or has taken more than half an hour.
   */
  stillIn(staff: Staff): () => Promise<void>;
  show(c: WebContext, staff: Staff, screen: Screen): Response | Promise<Response>;
  /** After an act: 303 to a path, where the person is told once what was done. */
  done(c: WebContext, path: string, told: Told): Response;
}

const toldCookie = { name: 'rekey_told', path: '/settings' };
/** A file of a million rows takes a minute; whoever reads as slowly as they can holds nothing up for longer than this. */
const longestAnswer = 30 * minute;
const filesAt = '/settings/assets';
/** The console is in English, whatever its reader speaks: half a page in another language helps nobody. */
const spoken = 'en';

export function createDesk(web: Web, parts: ConsoleParts): Desk {
  const assets = createAssets(consoleFiles(), filesAt);
  assets.addTo(web);
  const visitors = createVisitors(parts);
  const box = createNewsBox<Told>({ ...parts, cookies: visitors.cookies }, toldCookie);
  return {
    ...parts,
    ...visitors,
    asset: assets.url,
    async staff(c) {
      const person = await visitors.person(c);
      await parts.audit.admit(person.caller, 'console.enter');
      return { ...person, t: parts.locale.in(spoken) };
    },
    fresh: (c, staff, file) => passwordFirst(c, staff, parts.clock.now(), file),
    stillIn({ caller }) {
      const until = parts.clock.now() + longestAnswer;
      return async () => {
        const isIn = parts.clock.now() < until && (await parts.sessions.stillIn(parts.database.read, caller));
        if (!isIn) throw new Refusal('not_signed_in', {});
      };
    },
    async show(c, staff, screen) {
      const page = (
        <Frame
          staff={staff}
          screen={screen}
          menu={menuFor(({ href, act }) => may(staff.caller, act) && answers(web, href))}
          trouble={parts.mail.trouble()}
          told={screen.told ?? box.take(c)}
          theme={themeOf(visitors.cookies.read(c, themeCookie))}
          asset={assets.url}
          here={c.req.path}
          back={leadsBack(web, c) ? c.req.path : '/settings'}
        />
      );
      const { refusal, status = 200 } = screen;
      return c.html(await pageText(page), refusal ? answerStatus(c, refusal) : status);
    },
    done(c, path, told) {
      box.leave(c, told);
      return c.redirect(path, 303);
    },
  };
}
