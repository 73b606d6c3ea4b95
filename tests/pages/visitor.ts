import type { Web } from '../../src/http/index.ts';

/** An answer without a socket in between. */
export interface Answer {
  status: number;
  headers: Headers;
  location: string | null;
  /** As sent, and as a person reads it. */
  body: string;
  text: string;
  /** The Set-Cookie lines. */
  cookies: string[];
}

/** A browser without scripts: keeps cookies, if any, as their names and paths demand, follows nothing by itself. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, fields: Record<string, string> | string, headers?: Record<string, string>): Promise<Answer>;
  request(path: string, init: RequestInit): Promise<Answer>;
  cookie(name: string): string | undefined;
  setCookie(name: string, value: string, path?: string): void;
  /** Keeps one that a page of another host under the same domain has set: it is older, so it is sent before ours. */
  plant(name: string, value: string): void;
}

export function visit(web: Web, origin: string, { keepsCookies = true } = {}): Visitor {
  const jar = new Map<string, { value: string; path: string }>();
  const planted: string[] = [];

  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const url = new URL(path, origin);
    const headers = new Headers({
      host: url.host,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0',
    });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const cookies = [...jar].filter(([, cookie]) =>
      `${url.pathname}/`.startsWith(`${cookie.path.replace(/\/$/, '')}/`),
    );
    const sent = [...planted, ...cookies.map(([name, { value }]) => `${name}=${value}`)];
    if (sent.length > 0) headers.set('cookie', sent.join('; '));
    const incoming = { socket: { remoteAddress: '192.0.2.7' } };
    const response = await web.request(url.href, { ...init, headers }, { incoming });
    for (const line of response.headers.getSetCookie()) keep(line);
    const body = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location'),
      body,
      text: readable(body),
      cookies: response.headers.getSetCookie(),
    };
  };

  const keep = (line: string): void => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (!keepsCookies || value === '' || /max-age=0(;|$)/i.test(line)) jar.delete(name);
    else jar.set(name, { value, path: /path=([^;]+)/i.exec(line)?.[1] ?? '/' });
  };

  return {
    request,
    get: (path, headers = {}) => request(path, { headers }),
    post: (path, fields, headers = { 'sec-fetch-site': 'same-origin' }) =>
      request(path, {
        method: 'POST',
        body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    cookie: (name) => jar.get(name)?.value,
    setCookie: (name, value, path = '/') => jar.set(name, { value, path }),
    plant: (name, value) => planted.push(`${name}=${value}`),
  };
}

function readable(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** What a form of the page would send for a hidden field. */
export function hidden(answer: Answer, name: string): string {
  const field = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(answer.body)?.[0];
  const value = /value="([^"]*)"/.exec(field ?? '')?.[1];
  if (value === undefined) throw new Error(`the page has no hidden field ${name}`);
  return value;
}
