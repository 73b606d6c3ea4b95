import { domainToASCII } from 'node:url';
import { isEmail } from '../../kernel/index.ts';
import type { Address } from '../index.ts';
import { plainName } from '../letter/names.ts';

/** An address in the form that mail servers understand. */
export interface WireAddress extends Address {
  /** The part before the @ is not ASCII: only a server that offers SMTPUTF8 can take it. */
  needsUtf8: boolean;
}

/** `undefined` where no letter can go to the address. The domain becomes punycode; the name loses what is no text. */
export function wireAddress({ name, address }: Address): WireAddress | undefined {
  if (!isEmail(address)) return undefined;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = domainToASCII(address.slice(at + 1));
  if (domain === '') return undefined;
  return { name: plainName(name), address: `${local}@${domain}`, needsUtf8: /[^\0-\x7f]/.test(local) };
}

const withName = /^\s*(?:"(?<quoted>[^"]*)"|(?<bare>[^"<>]*))\s*<(?<address>[^<>]+)>\s*$/;

/** A sender as an operator writes it: `ann@example.com` or `Ann <ann@example.com>`. */
export function parseSender(text: string): Address | undefined {
  const parts = withName.exec(text)?.groups;
  const name = (parts?.['quoted'] ?? parts?.['bare'] ?? '').trim();
  const address = (parts?.['address'] ?? text).trim();
  return isEmail(address) ? { name, address } : undefined;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
