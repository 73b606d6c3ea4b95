import { z } from 'zod';
import { Refusal } from '../kernel/index.ts';
import type { WebContext } from './web.ts';

/** A request whose body has been read. */
export type Sent = Pick<WebContext, 'req' | 'get'>;

/**
 * Reads a form by its schema. Strict, because two readers that understand one text differently are how checks are
 * walked around: only urlencoded UTF-8, each known field once, unless its schema is an array. Fields that nobody asked for
 * are ignored.
 * Refuses `malformed` (naming the first wrong field).
 */
export function readForm<S extends z.ZodObject>(c: Sent, schema: S): z.infer<S> {
  const fields = parseForm(readFormText(c), schema);
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0];
  throw new Refusal('malformed', field === undefined ? {} : { field: String(field) });
}

/** A form as it was sent, for whoever hands it on unread. Refuses `malformed`. */
export function readFormText(c: Sent): string {
  if (!isUrlEncoded(c.req.header('content-type'))) throw new Refusal('malformed', {});
  return decodeUtf8(c.get('body'));
}

function isUrlEncoded(contentType = ''): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const known = parameters.every((parameter) => parameter === 'charset=utf-8' || parameter === 'charset="utf-8"');
  return type === 'application/x-www-form-urlencoded' && known;
}

/** More than any form of ours has; to take a body of nothing but `&` apart costs as much as a page. */
const mostPairs = 2_000;

/** The known fields of an urlencoded form. Refuses `malformed`. */
function parseForm(text: string, schema: z.ZodObject): Record<string, string | string[]> {
  const known = Object.keys(schema.shape);
  const lists = known.filter((name) => schema.shape[name] instanceof z.ZodArray);
  const fields = new Map<string, string | string[]>(lists.map((name) => [name, []]));
  const pairs = text.split('&', mostPairs + 1);
  if (pairs.length > mostPairs) throw new Refusal('malformed', {});
  for (const pair of pairs) {
    const [name, value] = splitPair(pair);
    const field = known.find((one) => name === one || name.startsWith(`${one}[`));
    if (field === undefined) continue;
    const earlier = fields.get(field);
    if (name !== field || typeof earlier === 'string') throw new Refusal('malformed', { field });
    if (earlier === undefined) fields.set(field, value);
    else earlier.push(value);
  }
  return Object.fromEntries(fields);
}

function splitPair(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at < 0 ? [decodePart(pair), ''] : [decodePart(pair.slice(0, at)), decodePart(pair.slice(at + 1))];
}

/** Percent-decoding that refuses what it does not understand; UTF-8 has no lone surrogates, so nothing else has. */
function decodePart(part: string): string {
  let text: string;
  try {
    text = decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw new Refusal('malformed', {});
  }
  if (text.includes('\0')) throw new Refusal('malformed', {});
  return text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Refusal('malformed', {});
  }
}
