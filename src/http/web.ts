import type { IncomingHttpHeaders } from 'node:http';
import { type Context, Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import {
  type Caller,
  type Clock,
  type Log,
  type Meter,
  oneLine,
  type Random,
  Refusal,
  type RefusalCode,
} from '../kernel/index.ts';
import { announcesMuch, isUpload, readBody, refuseLargeBody } from './body.ts';
import { clientAddress, trustedProxies } from './client-address.ts';
import { securityHeaders } from './headers.ts';
import { allowedMethods } from './methods.ts';
import { answerProblems } from './problems.ts';
import { requestHeader } from './request-header.ts';
import { isOurs } from './same-origin.ts';
import type { Site } from './site.ts';
import { confirmPasswordPath } from './visitor.ts';

export interface WebEnv {
  /** What the Node adapter hands over; absent where a test asks without a socket. */
  Bindings: {
    incoming?: {
      headers?: IncomingHttpHeaders;
      socket?: { remoteAddress?: string | undefined; destroyed?: boolean };
    };
  };
  Variables: {
    caller: Caller;
    /** When the request came in, before anything of it was read, milliseconds UTC. */
    cameAt: number;
    /** What a form's request brought along. */
    body: Uint8Array<ArrayBuffer>;
    /** What the request was answered with, if it was refused. */
    refusal?: RefusalCode;
    /** Whether the answer gives the browser a cookie. */
    setsCookie?: boolean;
    /** What those for a path are bound to, once it has given one. */
    bond?: string;
    /** Whether the answer was made with the security headers in it. */
    isReady?: boolean;
  };
}

export type Web = Hono<WebEnv>;
export type WebContext = Context<WebEnv>;

export interface Plumbing {
  clock: Clock;
  random: Random;
  log: Log;
  meter: Meter;
  site: Site;
  trustedProxies: string[];
}

/**
 * An app that knows from where it is called and puts every security header on every answer. Handlers only parse, call
 * one use case and render; what they throw becomes an answer, too. Where a cookie says who calls, `createWeb` it is.
 */
export function createProgramWeb(parts: Plumbing): Web {
  const web: Web = new Hono();
  const headers = securityHeaders(parts.site);
  const toCaller = callerMaker(parts);

  web.use('*', async (c, next) => {
    const started = parts.clock.monotonic();
    c.set('caller', toCaller(c));
    c.set('cameAt', parts.clock.now());
    await next();
    if (!c.get('isReady')) putOn(c.res.headers, headers);
    if (c.req.query('token') !== undefined) c.res.headers.set('Referrer-Policy', 'no-referrer');
    record(parts, c, parts.clock.monotonic() - started);
  });

  answerProblems(web, parts.log, (c, { status }) => c.text(String(status), status));
  return web;
}

export interface BrowserPlumbing extends Plumbing {
  /** Whether an origin is some company's base address. */
  isCompanyOrigin(origin: string): Promise<boolean>;
  /** Whether somebody is signed in: only from them much is read. */
  isSignedIn(c: WebContext): Promise<boolean>;
}

/** The same for browsers: refuses what was not sent from our own pages, and reads each form before its handler begins. */
export function createWeb(parts: BrowserPlumbing): Web {
  const web = createProgramWeb(parts);
  web.use('*', async (c, next) => {
    if (isRead(c.req.raw.method) || !allowedMethods(web, c.req.path).includes(c.req.method)) return next();
    const { headers } = c.req.raw;
    const hasRoom = isUpload(headers) || c.req.path === confirmPasswordPath;
    refuseLargeBody(headers, hasRoom);
    if (!(await isOurs(senderOf(c), parts.site, parts.isCompanyOrigin))) throw new Refusal('cross_site', {});
    const isMuch = announcesMuch(headers);
    if (isMuch && !(await parts.isSignedIn(c))) throw new Refusal('not_signed_in', {});
    c.set('body', await readBody(c.req.raw, isMuch));
    return next();
  });
  return web;
}

function putOn(answer: Headers, headers: [name: string, value: string][]): void {
  for (const [name, value] of headers) if (!answer.has(name)) answer.set(name, value);
}

/** Asked for what a page would be, not for the page. */
export function isHead(c: WebContext): boolean {
  return c.req.raw.method === 'HEAD';
}

export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function callerMaker({ random, trustedProxies: proxies }: Plumbing): (c: WebContext) => Caller {
  const isTrusted = trustedProxies(proxies);
  return (c) => ({
    actor: { kind: 'stranger' },
    address: clientAddress(c.env?.incoming?.socket?.remoteAddress, requestHeader(c, 'x-forwarded-for'), isTrusted),
    agent: oneLine(requestHeader(c, 'user-agent') ?? '') || undefined,
    requestId: random.bytes(8).toString('hex'),
  });
}

function senderOf(c: WebContext) {
  return { fetchSite: c.req.header('sec-fetch-site'), origin: c.req.header('origin'), host: c.req.header('host') };
}

/** The route's pattern instead of the path: what is mistyped or mangled in an address may be a token. */
function record({ log, meter }: Plumbing, c: WebContext, took: number): void {
  const { requestId, address } = c.get('caller');
  const { method } = c.req.raw;
  const { status } = c.res;
  const route = matchedRoutes(c).findLast((one) => one.method !== 'ALL')?.path ?? '-';
  const ms = Math.round(took * 10) / 10;
  const refusal = c.get('refusal');
  log.info('request', { request: requestId, method, path: route, status, ms, address, ...(refusal && { refusal }) });
  meter.answered({ method, route, status, took, refusal });
}
