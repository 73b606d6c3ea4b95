import assert from 'node:assert/strict';

/** An answer as a browser's network panel shows it. */
export interface Answer {
  status: number;
  headers: Headers;
  location: string | null;
  body: string;
}

/** A browser without scripts: keeps cookies by path, follows nothing by itself, says where a form comes from. */
export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, fields: Record<string, string>): Promise<Answer>;
  /** Follows redirects until a page comes. */
  visit(path: string): Promise<Answer>;
  cookieHeader(path: string): string;
}

interface Cookie {
  value: string;
  path: string;
}

export function createClient(origin: string, address?: string): Client {
  const jar = new Map<string, Cookie>();
  const cookieHeader = (path: string): string =>
    [...jar]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join('; ');

  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const url = new URL(path, origin);
    const headers = new Headers(init.headers);
    const cookies = cookieHeader(url.pathname);
    if (cookies) headers.set('cookie', cookies);
    if (address) headers.set('x-forwarded-for', address);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    const location = response.headers.get('location');
    return { status: response.status, headers: response.headers, location, body: await response.text() };
  };

  const client: Client = {
    cookieHeader,
    get: (path) => send(path, {}),
    post: (path, fields) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin, 'sec-fetch-site': 'same-origin' },
      }),
    async visit(path) {
      let answer = await client.get(path);
      for (let hops = 0; answer.location !== null && hops < 5; hops++) answer = await client.get(answer.location);
      return answer;
    },
  };
  return client;
}

function keep(jar: Map<string, Cookie>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const name = pair.slice(0, pair.indexOf('='));
  const value = pair.slice(pair.indexOf('=') + 1);
  const attribute = (key: string) =>
    attributes.find((one) => one.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
  if (attribute('max-age') === '0' || value === '') jar.delete(name);
  else jar.set(name, { value, path: attribute('path') ?? '/' });
}

/** The value of a hidden field. */
export function hiddenField(page: string, name: string): string {
  const field = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page)?.[0] ?? '';
  const value = /value="([^"]*)"/.exec(field)?.[1];
  assert.ok(value !== undefined, `the page has a hidden field ${name}`);
  return value;
}
