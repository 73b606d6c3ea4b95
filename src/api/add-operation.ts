import type { Web, WebContext } from '../http/index.ts';
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
    const caller = await identify(c, parts, flood, operation);
    const call = await readCall(c, operation);
    const { answer, replayed } = await once(c, parts, caller, { operation, body: call.body }, () =>
      operation.handle({ caller, ...call }),
    );
    if (replayed) c.header('Idempotency-Replayed', 'true');
    const { status } = operation.answer;
    return status === 204 ? c.body(null, status) : c.json(answer as object, status);
  });
}

/** The caller behind the key; a stranger where an operation is open and none was sent. Cookies are never looked at. */
async function identify(c: WebContext, { apiKeys }: ApiParts, flood: Flood, { act }: Operation): Promise<Caller> {
  const stranger = c.get('caller');
  flood.fromSource(sourceOf(stranger.address ?? ''));
  const key = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (key === undefined) {
    if (act === 'open' && c.req.header('authorization') === undefined) return stranger;
    throw new Refusal('key_missing', {});
  }
  const caller = await apiKeys.identify(stranger, key);
  if (caller.actor.kind === 'user' && caller.actor.key) flood.fromKey(caller.actor.key.id);
  return caller;
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
  const request = JSON.stringify([c.req.path, body]);
  return apiKeys.once(caller, { idempotencyKey, request }, act);
}
