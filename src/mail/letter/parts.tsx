import type { Child } from 'hono/jsx';
import { type Look, light } from './colours.ts';

/*
 * The parts of a letter. Mail programs know tables and inline styles and little else; the classes are only for the
 * style block of `Frame`, which dresses them for the dark and for small screens where it is understood.
 */

export const font = 'font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
/** An address or a name is broken where it is longer than a phone is wide; else the whole letter would be. */
const broken = 'word-break:break-word;overflow-wrap:anywhere';
const text = `${font};font-size:16px;line-height:25px;color:${light.text};${broken}`;

interface Children {
  children?: Child;
}

export function Paragraph({ children }: Children) {
  return (
    <p class="text" style={`${text};margin:0 0 18px`}>
      {children}
    </p>
  );
}

/** To be read out or typed: nothing in the letter is easier to find. */
export function Code({ children }: Children) {
  return (
    <p
      class="text"
      style={`${font};font-size:24px;line-height:32px;font-weight:700;margin:0 0 18px;color:${light.text}`}
    >
      {children}
    </p>
  );
}

interface LinkTo {
  href: string;
  look: Look;
}

/** The one thing to do. A padded link, so that it is a button even where pictures and styles are off. */
export function Button({ href, label, look }: LinkTo & { label: string }) {
  const { accent, onAccent } = look.light;
  const shape = 'border-radius:8px;mso-padding-alt:15px 30px';
  const link = `${font};font-size:17px;line-height:22px;font-weight:600;text-decoration:none;color:${onAccent}`;
  return (
    <table role="presentation" class="button" cellpadding="0" cellspacing="0" border={0} style="margin:6px 0 24px">
      <tr>
        <td class="accent" align="center" bgcolor={accent} style={`background:${accent};${shape}`}>
          <a
            class="on-accent"
            href={webAddress(href)}
            target="_blank"
            style={`${link};display:inline-block;padding:15px 30px`}
            rel="noopener"
          >
            {label}
          </a>
        </td>
      </tr>
    </table>
  );
}

/** A link to read and copy, for whoever cannot press a button. It wraps anywhere. */
export function PlainLink({ href, look, children }: LinkTo & Children) {
  const address = `${font};font-size:14px;line-height:21px;color:${look.light.accent};word-break:break-all;overflow-wrap:anywhere`;
  return (
    <p class="quiet" style={`${font};font-size:14px;line-height:21px;margin:0 0 18px;color:${light.quiet}`}>
      {children}
      {children ? <br /> : ''}
      <a class="link" dir="ltr" href={webAddress(href)} target="_blank" style={address} rel="noopener">
        {href}
      </a>
    </p>
  );
}

/** What to do, in order. */
export function Steps({ title, items }: { title?: string | undefined; items: readonly string[] }) {
  return (
    <Titled title={title}>
      <ol class="list" style={`${text};margin:0;padding:0 24px`}>
        <Items items={items} />
      </ol>
    </Titled>
  );
}

export function List({ title, items }: { title?: string | undefined; items: readonly string[] }) {
  return (
    <Titled title={title}>
      <ul class="list" style={`${text};margin:0;padding:0 24px`}>
        <Items items={items} />
      </ul>
    </Titled>
  );
}

function Titled({ title, children }: { title: string | undefined } & Children) {
  const heading = `${font};font-size:14px;line-height:21px;font-weight:600;margin:0 0 8px;color:${light.quiet}`;
  return (
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} style="margin:0 0 18px">
      <tr>
        <td
          class="well"
          bgcolor={light.well}
          style={`background:${light.well};border-radius:8px;padding:16px 20px 12px`}
        >
          {title ? (
            <h2 class="quiet" style={heading}>
              {title}
            </h2>
          ) : (
            ''
          )}
          {children}
        </td>
      </tr>
    </table>
  );
}

function Items({ items }: { items: readonly string[] }) {
  return items.map((item) => (
    <li class="text" style={`${text};margin:0 0 6px;padding:0 4px`}>
      {item}
    </li>
  ));
}

/** What is good to know and not to be acted on. */
export function Fine({ children }: Children) {
  return (
    <p class="quiet" style={`${font};font-size:14px;line-height:21px;margin:0 0 10px;color:${light.quiet};${broken}`}>
      {children}
    </p>
  );
}

/** The template escapes what stands in a link but not where it leads: nothing but a web address gets into a letter. */
function webAddress(href: string): string {
  if (!/^https?:\/\/[^\s]+$/.test(href)) throw new Error('A letter links to web addresses only.');
  return href;
}
