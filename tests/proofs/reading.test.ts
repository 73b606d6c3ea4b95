import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Reader } from '../../src/database/index.ts';
import { roles } from '../../src/kernel/index.ts';
import type { Answer } from '../pages/visitor.ts';
import { type EverythingThere, openEverythingThere } from './everything-there.ts';

/** What reading may leave behind, and why. */
const noise: Record<string, { columns?: string[]; rows?: (row: Record<string, unknown>) => boolean }> = {
  // Until when a session is not idle, and to the hour when a key was used.
  sessions: { columns: ['last_seen_at'] },
  api_keys: { columns: ['last_used_at'] },
  // How often a link was followed is told to staff and read by no decision.
  links: { columns: ['first_opened_at', 'last_opened_at', 'opens', 'scanner_likely'] },
  // The same, in the word that the list of resets has for it.
  resets: { columns: ['state'] },
  // Whoever asks for what is not for them, and whoever takes data out, is on record.
  audit_events: { rows: ({ event }) => ['access.refused', 'list.exported', 'audit.exported'].includes(String(event)) },
};

type Content = Record<string, Record<string, unknown>[]>;

async function contentOf(db: Reader): Promise<Content> {
  const tables = (await db.introspection.getTables()).filter(({ name }) => !name.startsWith('users_'));
  const content: Content = {};
  for (const { name } of tables) {
    const { columns = [], rows: isNoise = () => false } = noise[name] ?? {};
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    content[name] = rows.filter((row) => !isNoise(row));
    for (const row of rows) for (const column of columns) delete row[column];
  }
  return content;
}

const isAsset = (path: string): boolean => /^\/((api|settings)\/)?assets\/|^\/web\/(look|logo)\//.test(path);

function assertGuarded(path: string, { status, headers, body }: Answer): void {
  const about = `${path} ${status}`;
  const has = (name: string, value: RegExp) => assert.match(headers.get(name) ?? '', value, `${about} ${name}`);
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/, about);
  assert.match(policy, /base-uri 'none'/, about);
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
  for (const name of headers.keys()) assert.doesNotMatch(name, /^(access-control-|server$|x-powered-by)/, about);
}

function assertBound(path: string, cookie: string): void {
  assert.match(cookie, /; HttpOnly(;|$)/, path);
  assert.match(cookie, /; Secure(;|$)/, path);
  assert.match(cookie, /; SameSite=Lax(;|$)/, path);
  assert.doesNotMatch(cookie, /Domain=/i, path);
  const onePage = /; Path=\/[^;]/.test(cookie);
  assert.match(cookie, onePage ? /^__Secure-/ : /^__Host-/, path);
  assert.ok(cookie.length < 4_096, path);
}

describe('reading', () => {
  let there: EverythingThere;
  before(async () => {
    there = await openEverythingThere();
  });
  after(() => there.close());
  const answers: [path: string, answer: Answer][] = [];

  const readAll = async (who: 'stranger' | (typeof roles)[number]): Promise<void> => {
    const visitor = there.visitors.get(who);
    assert.ok(visitor);
    for (const method of ['HEAD', 'GET']) {
      for (const path of there.pages) answers.push([path, await visitor.browser.request(path, { method })]);
      for (const path of there.operations)
        answers.push([path, await visitor.program.request(path, { method, headers: visitor.headers })]);
    }
  };

  for (const who of ['stranger', ...roles] as const) {
    it(`as ${who} changes nothing, whatever the address`, async () => {
      const earlier = await contentOf(there.app.database.read);
      await readAll(who);
      const later = await contentOf(there.app.database.read);
      for (const [table, rows] of Object.entries(later)) assert.deepEqual(rows, earlier[table], table);
      assert.ok(Object.keys(later).length > 30);
    });
  }

  it('is answered with every guard that browsers know, at every address', () => {
    assert.ok(answers.filter(([, { status }]) => status === 200).length > 300);
    for (const [path, answer] of answers) {
      assert.ok(answer.status < 500, `${path} ${answer.status}`);
      assertGuarded(path, answer);
    }
  });

  it('I-27 I-47 tells no digest, no sealed value and no hash to anybody, and no link once it was mailed', async () => {
    const secret: string[] = [];
    for (const rows of Object.values(await contentOf(there.app.database.read)))
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          if (/(_digest|_sealed|^hash|^digest|^mac)$/.test(column) && String(value ?? '').length > 8)
            secret.push(String(value));
    assert.ok(secret.length > 10);
    const tokens = there.pages.flatMap((path) => /[?&]token=([\w-]{43})/.exec(path)?.[1] ?? []);
    assert.ok(tokens.length > 2);
    for (const [path, { body, location }] of answers)
      for (const value of [...secret, ...tokens])
        assert.ok(!`${body} ${location}`.includes(value), `${path} tells ${value.slice(0, 12)}…`);
  });

  it('gives cookies that no script, no other site and no subdomain gets at', () => {
    const cookies = answers.flatMap(([path, { cookies }]) => cookies.map((cookie) => [path, cookie] as const));
    assert.ok(cookies.length > 3);
    for (const [path, cookie] of cookies) assertBound(path, cookie);
  });
});
