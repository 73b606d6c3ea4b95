import { z } from 'zod';
import type { WebContext } from '../http/index.ts';
import { isStorable, Refusal } from '../kernel/index.ts';
import { parseJson } from './json.ts';
import type { Call, Operation } from './operation.ts';

type Read = Omit<Call<Record<string, unknown>, Record<string, unknown>, Record<string, unknown>>, 'caller'>;

const nothing = z.strictObject({});

/** More than any operation takes. */
const mostInQuery = 50;

/**
 * What a request asks for, judged by the operation's schemas. Unknown names are refused, so that a mistyped one is
 * noticed. Refuses `not_found` (an id that is none), `malformed` with the field, `not_json`.
 */
export function readCall(c: WebContext, operation: Operation, body: Uint8Array): Read {
  const params = (operation.params ?? nothing).safeParse(c.req.param());
  if (!params.success) throw new Refusal('not_found', {});
  const query = judged(operation.query ?? nothing, queryOf(c));
  return { params: params.data, query, body: judged(operation.body ?? nothing, jsonIn(c, body)) };
}

function judged(schema: z.ZodObject, value: unknown): Record<string, unknown> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = fieldOf(parsed.error.issues[0]);
  throw new Refusal('malformed', field === '' ? {} : { field });
}

/** Nothing of what was sent but names that are ours, or the first that is not. */
function fieldOf(issue: z.core.$ZodIssue | undefined): string {
  const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  return path.map(String).join('.').slice(0, 100);
}

/** In one pass: a stranger's long query must not cost the square of its length. */
function queryOf(c: WebContext): Record<string, string> {
  const { search, searchParams } = new URL(c.req.url);
  if (search.split('&', mostInQuery + 1).length > mostInQuery) throw new Refusal('malformed', {});
  const asked = new Map<string, string>();
  for (const [name, value] of searchParams) {
    if (asked.has(name) || !isStorable(value)) throw new Refusal('malformed', { field: name.slice(0, 100) });
    asked.set(name, value);
  }
  return Object.fromEntries(asked);
}

/** No body is an empty one. */
function jsonIn(c: WebContext, body: Uint8Array): unknown {
  if (body.length === 0) return {};
  if (!isJson(c.req.header('content-type'))) throw new Refusal('not_json', {});
  return parseJson(body);
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '');
}
