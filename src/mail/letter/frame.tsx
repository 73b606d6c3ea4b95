import type { Child } from 'hono/jsx';
import { type Look, light } from './colours.ts';
import { asText } from './names.ts';
import { Fine, font } from './parts.tsx';
import type { Logo } from './picture.ts';

export interface FrameProps {
  language: string;
  direction: 'ltr' | 'rtl';
  company: string;
  look: Look;
  logo: Logo | undefined;
  title: string;
  /** What the inbox shows beside the subject. */
  preview: string;
  /** Whom to contact; below the letter. */
  footer: readonly string[];
  children?: Child;
}

/** The sheet that every letter is written on. Nothing comes from elsewhere: there is nothing to block or to track. */
export function Frame({ language, direction, company, look, logo, title, preview, footer, children }: FrameProps) {
  const side = direction === 'rtl' ? 'right' : 'left';
  return (
    <html lang={language} dir={direction}>
      <Head title={title} look={look} />
      <body class="ground" bgcolor={light.ground} style={`margin:0;padding:0;width:100%;background:${light.ground}`}>
        <Preheader text={preview} />
        <table
          role="presentation"
          class="ground"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          border={0}
          bgcolor={light.ground}
          dir={direction}
        >
          <tr>
            <td class="around" align="center" style="padding:32px 16px">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border={0}
                style="max-width:584px"
              >
                <Letterhead company={company} logo={logo} accent={look.light.accent} side={side} />
                <tr>
                  <td class="accent" height="5" bgcolor={look.light.accent} style={accentLine(look)} />
                </tr>
                <tr>
                  <td class="card" align={side} bgcolor={light.card} style={card(side)}>
                    <h1 class="text title" style={heading}>
                      {title}
                    </h1>
                    {children}
                  </td>
                </tr>
                <tr>
                  <td class="foot" align={side} style={`padding:22px 36px 0;text-align:${side}`}>
                    {footer.map((line) => (
                      <Fine>{line}</Fine>
                    ))}
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

const heading = `${font};font-size:25px;line-height:32px;font-weight:700;letter-spacing:-0.2px;margin:0 0 18px;color:${light.text}`;

function accentLine({ light: { accent } }: Look): string {
  return `background:${accent};border-radius:10px 10px 0 0;height:5px;font-size:0;line-height:0`;
}

function card(side: string): string {
  const edge = `border:1px solid ${light.edge};border-top:0;border-radius:0 0 10px 10px`;
  return `background:${light.card};${edge};padding:32px 36px 24px;text-align:${side}`;
}

interface LetterheadProps {
  company: string;
  logo: Logo | undefined;
  accent: string;
  side: 'left' | 'right';
}

/** The picture says nothing that the name beside it does not say: where it is not shown, nothing is missing. */
function Letterhead({ company, logo, accent, side }: LetterheadProps) {
  const name = `${font};font-size:17px;line-height:24px;font-weight:700;color:${accent}`;
  return (
    <tr>
      <td class="foot" align={side} style={`padding:0 36px 16px;text-align:${side}`}>
        <table role="presentation" cellpadding="0" cellspacing="0" border={0}>
          <tr>
            {logo && <LogoCell logo={logo} />}
            <td valign="middle">
              <span class="brand" style={name}>
                {asText(company)}
              </span>
            </td>
          </tr>
        </table>
      </td>
    </tr>
  );
}

/** In CSS pixels. Programs that know no CSS go by the attributes. */
const logoBox = { width: 160, height: 40 };

function LogoCell({ logo }: { logo: Logo }) {
  const shrunk = Math.min(1, logoBox.width / logo.width, logoBox.height / logo.height);
  const [width, height] = [Math.max(1, Math.round(logo.width * shrunk)), Math.max(1, Math.round(logo.height * shrunk))];
  return (
    <td valign="middle" style="padding:0;padding-inline-end:12px">
      <img
        class="logo"
        src={`cid:${logo.cid}`}
        alt=""
        width={width}
        height={height}
        style={`display:block;border:0;width:${width}px;height:${height}px`}
      />
    </td>
  );
}

/** `format-detection`: mail programs are not to make links of dates, numbers and names. */
function Head({ title, look }: { title: string; look: Look }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
      <meta name="x-apple-disable-message-reformatting" />
      <title>{title}</title>
      <style>{stylesOf(look)}</style>
    </head>
  );
}

/** Text for the inbox only. The invisible rest keeps the letter's first words out of the same line. */
function Preheader({ text }: { text: string }) {
  const hidden =
    'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all;font-size:1px;line-height:1px';
  return (
    <div aria-hidden="true" style={hidden}>
      {text}
      {'\u00a0\u200c'.repeat(60)}
    </div>
  );
}

/** Without quotation marks, & and >: the template escapes them, and a style block would take the escapes literally. */
function stylesOf({ light: { accent }, dark }: Look): string {
  return `
:root{color-scheme:light dark;supported-color-schemes:light dark}
.list{padding-inline-end:0 !important}
.list li::marker{color:${accent};font-weight:600}
@media (max-width:480px){
.around{padding:20px 10px !important}
.card{padding:26px 22px 16px !important}
.well{padding:14px 14px 10px !important}
.foot{padding-left:22px !important;padding-right:22px !important}
.title{font-size:22px !important;line-height:29px !important}
.button,.button td,.button a{width:100% !important;box-sizing:border-box !important}
}
@media (prefers-color-scheme:dark){
.ground{background:${dark.ground} !important}
.card{background:${dark.card} !important;border-color:${dark.edge} !important}
.well{background:${dark.well} !important}
.text{color:${dark.text} !important}
.quiet{color:${dark.quiet} !important}
.link,.brand{color:${dark.accent} !important}
.list li::marker{color:${dark.accent}}
/* A picture was made for light paper. */
.logo{background:#fff !important;padding:6px 8px !important;border-radius:6px}
.accent{background:${dark.accent} !important}
.on-accent{color:${dark.onAccent} !important}
}
`;
}
