import { readBody, type Web, type WebContext } from '../http/index.ts';
import { type Caller, Refusal, sourceOf } from '../kernel/index.ts';
import type { Flood } from './flood.ts';
import type { Operation } from './operation.ts';
import type { ApiParts } from './parts.ts';
import { readCall } from './read-call.ts';

/** Where the API is. */
export const apiPath = '/api/v1';

/** Answers one operation: who calls, what is asked for, once, and then the answer as JSON. */
export function addOperation(web: Web, parts: ApiParts, flood: Flood, operation: Operation): void {
  const path = `${apiPath}${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
  web.on(operation.method.toUpperCase(), path, async (c) => {
    const { caller, body } = await receive(c, parts, flood, operation);
    const call = readCall(c, operation, body);
    const { answer, replayed } = await once(c, parts, caller, { operation, body: call.body }, () =>
      operation.handle({ caller, ...call }),
    );
    if (replayed) c.header('Idempotency-Replayed', 'true');
    const { status } = operation.answer;
    return status === 204 ? c.body(null, status) : c.json(answer as object, status);
  });
}

/** What was sent, and who sent it, judged at its end. A file is read only if the key works at the beginning, too. */
async function receive(
  c: WebContext,
  parts: ApiParts,
  flood: Flood,
  operation: Operation,
): Promise<{ caller: Caller; body: Uint8Array }> {
  flood.fromSource(sourceOf(c.get('caller').address ?? ''));
  const key = keyIn(c, operation);
  if (operation.hasFile) await identify(c, parts, key);
  const body = await readBody(c.req.raw, operation.hasFile);
  const caller = await identify(c, parts, key);
  if (caller.actor.kind === 'user' && caller.actor.key) flood.fromKey(caller.actor.key.id);
  return { caller, body };
}

/** The key; none where the operation is open and no `Authorization` was sent. Cookies are never looked at. Refuses `key_missing`. */
function keyIn(c: WebContext, { act }: Operation): string | undefined {
  const authorization = c.req.header('authorization');
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (key === undefined && (act !== 'open' || authorization !== undefined)) throw new Refusal('key_missing', {});
  return key;
}

/** The caller behind the key; a stranger without one. */
async function identify(c: WebContext, { apiKeys }: ApiParts, key: string | undefined): Promise<Caller> {
  const stranger = c.get('caller');
  return key === undefined ? stranger : apiKeys.identify(stranger, key);
}

/** A marked POST is done once. */
function once<T>(
  c: WebContext,
  { apiKeys }: ApiParts,
  caller: Caller,
  { operation, body }: { operation: Operation; body: unknown },
  act: () => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const idempotencyKey = operation.method === 'post' ? c.req.header('idempotency-key') : undefined;
  if (idempotencyKey === undefined) return act().then((answer) => ({ answer, replayed: false }));
  const request = JSON.stringify([`${c.req.path}${new URL(c.req.url).search}`, body]);
  return apiKeys.once(caller, { idempotencyKey, request }, act);
}
