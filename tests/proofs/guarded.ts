import assert from 'node:assert/strict';
import type { Answer } from '../pages/visitor.ts';

const isAsset = (path: string): boolean => /^\/((api|settings)\/)?assets\/|^\/web\/(look|logo)\//.test(path);

/** Every guard that browsers know, on an answer over TLS, whatever its status. */
export function assertGuarded(
  path: string,
  { status, headers, body }: Pick<Answer, 'status' | 'headers' | 'body'>,
): void {
  const about = `${path} ${status}`;
  const has = (name: string, value: RegExp) => assert.match(headers.get(name) ?? '', value, `${about} ${name}`);
  const may = (name: string, value: RegExp) => headers.has(name) && has(name, value);
  const policy = headers.get('content-security-policy') ?? '';
  for (const none of ['default-src', 'object-src', 'base-uri'])
    assert.match(policy, new RegExp(`(^|; )${none} 'none'(;|$)`), about);
  assert.match(policy, /frame-ancestors '(none|self)'/, about);
  if (policy.startsWith('sandbox')) assert.doesNotMatch(policy, /allow-scripts|allow-same-origin|script-src/, about);
  else assert.match(policy, /script-src 'self'; .*require-trusted-types-for 'script'; trusted-types 'none'/, about);
  assert.doesNotMatch(policy, /script-src[^;]*unsafe|'unsafe-eval'/, about);
  has('x-content-type-options', /^nosniff$/);
  has('referrer-policy', /[?&]token=/.test(path) ? /^no-referrer$/ : /^same-origin$/);
  has('cross-origin-opener-policy', policy.startsWith('sandbox') ? /^unsafe-none$/ : /^same-origin$/);
  has('cross-origin-resource-policy', /^same-origin$/);
  has('strict-transport-security', /^max-age=31536000$/);
  has('permissions-policy', /camera=\(\)/);
  has('cache-control', isAsset(path) ? /^(public|private|no-store)/ : /^no-store$/);
  if (body !== '') has('content-type', /^(text\/\w+; ?charset=utf-8|application\/(problem\+)?json|image\/)/i);
  may('content-disposition', /^attachment; filename="[\w-]+\.(csv|jsonl)"$/);
  may('location', /^\/(?![/\\])[\x21-\x7e]*$/);
  for (const name of headers.keys()) assert.doesNotMatch(name, /^(access-control-|server$|x-powered-by)/, about);
}
