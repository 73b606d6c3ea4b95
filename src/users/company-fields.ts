import { isLoopback } from '../config/index.ts';
import {
  contrast,
  type Fault,
  isColour,
  isEmail,
  isReadable,
  isStorable,
  nameLine,
  readableShade,
} from '../kernel/index.ts';
import { isLanguage } from '../locale/index.ts';
import type { Company, CompanyChange, CompanyForm } from './index.ts';

export const longestText = 120;
const longestPhone = 40;
const longestAddress = 254;

const unnamed: CompanyForm = {
  name: '',
  language: 'en',
  help: { name: '', phone: undefined, email: undefined, page: undefined },
};

/** A company as it shall be: what a change leaves out is as before. */
export function changed(before: CompanyForm = unnamed, { help = {}, ...change }: CompanyChange): CompanyForm {
  return {
    name: change.name ?? before.name,
    language: change.language ?? before.language,
    senderAddress: change.senderAddress ?? before.senderAddress,
    baseUrl: change.baseUrl ?? before.baseUrl,
    colour: change.colour ?? before.colour,
    help: {
      name: help.name ?? before.help.name,
      phone: help.phone ?? before.help.phone,
      email: help.email ?? before.help.email,
      page: help.page ?? before.help.page,
    },
  };
}

/** What a form says of a company, tidied: no space around, nothing where nothing was typed. */
export function tidied(form: CompanyForm): CompanyForm {
  const text = (typed: string | undefined): string | undefined => nameLine(typed ?? '', 400) || undefined;
  const { name, help } = form;
  return {
    name: text(name) ?? '',
    language: form.language,
    help: { name: text(help.name) ?? '', phone: text(help.phone), email: text(help.email), page: text(help.page) },
    senderAddress: text(form.senderAddress),
    baseUrl: text(form.baseUrl)?.replace(/\/+$/, '').toLowerCase(),
    colour: text(form.colour)?.toLowerCase(),
  };
}

/** Everything that is wrong with a company at once. `others` are the companies beside it. */
export function faultsOf(form: CompanyForm, others: readonly Company[], insecureHttp: boolean): Fault[] {
  const { name, language, help, senderAddress, baseUrl, colour } = form;
  return [
    ...nameFaults(name, others),
    ...(isLanguage(language) ? [] : [{ field: 'language', fault: 'company.language' }]),
    ...(isText(help.name) ? [] : [{ field: 'help_name', fault: 'company.help_name' }]),
    ...unless(help.phone, isPhone, 'help_phone'),
    ...unless(help.email, isEmail, 'help_email'),
    ...unless(help.page, isPage, 'help_page'),
    ...unless(senderAddress, isEmail, 'sender_address'),
    ...baseUrlFaults(baseUrl, others, insecureHttp),
    ...colourFaults(colour),
  ];
}

function unless(text: string | undefined, isRight: (text: string) => boolean, field: string): Fault[] {
  return text === undefined || (isRight(text) && text.length <= longestAddress)
    ? []
    : [{ field, fault: `company.${field}` }];
}

function isText(text: string): boolean {
  return text !== '' && text.length <= longestText && isStorable(text);
}

/** Whatever a person can dial. */
function isPhone(text: string): boolean {
  return text.length <= longestPhone && /^\+?[\d (][\d ()./-]*(?: ?(?:ext\.?|x) ?\d{1,6})?$/.test(text);
}

function isPage(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}

function nameFaults(name: string, others: readonly Company[]): Fault[] {
  if (!isText(name)) return [{ field: 'name', fault: 'company.name' }];
  return others.some((one) => one.name === name) ? [{ field: 'name', fault: 'company.name_taken' }] : [];
}

/** An origin and nothing behind it: links begin with it, and forms are believed by it. */
function baseUrlFaults(baseUrl: string | undefined, others: readonly Company[], insecureHttp: boolean): Fault[] {
  if (baseUrl === undefined) return [];
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || url.origin !== baseUrl) return [{ field: 'base_url', fault: 'company.base_url' }];
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && (isLoopback(url.hostname) || insecureHttp));
  if (!isSafe) return [{ field: 'base_url', fault: 'company.base_url_insecure' }];
  return others.some((one) => one.baseUrl === url.origin)
    ? [{ field: 'base_url', fault: 'company.base_url_taken' }]
    : [];
}

function colourFaults(colour: string | undefined): Fault[] {
  if (colour === undefined) return [];
  if (!isColour(colour)) return [{ field: 'colour', fault: 'company.colour' }];
  if (isReadable(colour)) return [];
  const params = { ratio: Math.floor(contrast(colour, '#f4f6f4') * 10) / 10, shade: readableShade(colour) };
  return [{ field: 'colour', fault: 'company.colour_contrast', params }];
}
