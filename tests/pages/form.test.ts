import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Context } from 'hono';
import { z } from 'zod';
import { readBody, readForm, type WebContext } from '../../src/http/index.ts';
import { Refusal, type RefusalCode } from '../../src/kernel/index.ts';

const Form = z.object({ login: z.string(), password: z.string().optional() });
const urlEncoded = 'application/x-www-form-urlencoded';

/** A request as handlers get it: its body has been read. */
async function sent(body: BodyInit, headers: Record<string, string>): Promise<WebContext> {
  const bytes = await new Response(body).bytes();
  const length = { 'content-length': String(bytes.length) };
  const request = new Request('http://x/', { method: 'POST', body: bytes, headers: { ...length, ...headers } });
  const c: WebContext = new Context(request);
  c.set('body', await readBody(request));
  return c;
}

const read = async (body: BodyInit, type: string | null = urlEncoded, headers: Record<string, string> = {}) =>
  readForm(await sent(body, { ...headers, 'content-type': type ?? '' }), Form);

const refuses = (work: Promise<unknown>, code: RefusalCode, field?: string): Promise<void> =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof Refusal && error.code === code, String(error));
    if (field !== undefined) assert.equal((error.details as { field?: string }).field, field);
    return true;
  });

describe('readForm', () => {
  it('reads any well-formed text as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), async (login, password) => {
        fc.pre(login.isWellFormed() && password.isWellFormed() && !`${login}${password}`.includes('\0'));
        assert.deepEqual(await read(new URLSearchParams({ login, password }).toString()), { login, password });
      }),
    );
  });

  it('takes raw UTF-8, and says so by charset or not', async () => {
    assert.deepEqual(await read('login=žofie', `${urlEncoded}; charset=UTF-8`), { login: 'žofie' });
    assert.deepEqual(await read('login=žofie'), { login: 'žofie' });
  });

  it('ignores fields that nobody asked for', async () => {
    assert.deepEqual(await read('x=1&login=anna&x=2&__proto__=3&y[]=4'), { login: 'anna' });
  });

  const malformed: [what: string, body: BodyInit, field?: string][] = [
    ['percent-encoding that ends early', 'login=%4'],
    ['percent-encoding of nothing', 'login=%zz'],
    ['bytes that are not UTF-8', new Uint8Array([...Buffer.from('login='), 0xff])],
    ['encoded bytes that are not UTF-8', 'login=%ff'],
    ['a lone surrogate in UTF-8 clothes', 'login=%ED%A0%80'],
    ['an overlong slash', 'login=%C0%AF'],
    ['a NUL', 'login=a%00b'],
    ['a field twice', 'login=a&login=b', 'login'],
    ['a field as a list', 'login[]=a', 'login'],
    ['a field as a list beside the field', 'login=a&login[]=b', 'login'],
    ['a field as an object', 'login%5Ba%5D=b', 'login'],
    ['a missing field', 'password=a', 'login'],
    ['nothing but separators', 'login=a'.padEnd(60_000, '&')],
  ];
  for (const [what, body, field] of malformed) {
    it(`refuses ${what}`, () => refuses(read(body), 'malformed', field));
  }

  for (const type of [
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json',
    '',
    `${urlEncoded}; charset=utf-7`,
    `${urlEncoded}, text/plain`,
  ]) {
    it(`refuses the type ${JSON.stringify(type)}`, () => refuses(read('login=a', type), 'malformed'));
  }

  it('refuses more than 64 KB by what is announced', async () => {
    await refuses(read(`login=${'x'.repeat(65_536)}`), 'too_large');
    await refuses(read('login=a', urlEncoded, { 'content-length': '70000' }), 'too_large');
    assert.equal((await read(`login=${'x'.repeat(65_530)}`)).login.length, 65_530);
  });
});
