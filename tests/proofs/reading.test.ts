import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Reader } from '../../src/database/index.ts';
import { roles } from '../../src/kernel/index.ts';
import type { Answer } from '../pages/visitor.ts';
import { type EverythingThere, openEverythingThere, typed } from './everything-there.ts';
import { assertGuarded } from './guarded.ts';

/** What reading may leave behind, and why. */
const noise: Record<string, { columns?: string[]; rows?: (row: Record<string, unknown>) => boolean }> = {
  // Until when a session is not idle, and to the hour when a key was used.
  sessions: { columns: ['last_seen_at'] },
  api_keys: { columns: ['last_used_at'] },
  // How often a link was followed is told to staff and read by no decision.
  links: { columns: ['first_opened_at', 'last_opened_at', 'opens', 'scanner_likely'] },
  // The same, in the word that the list of resets has for it.
  resets: { columns: ['state'] },
  // How often that is tried is counted, so that nobody does it without end.
  limits: { rows: () => true },
  // Whoever asks for what is not for them, and whoever takes data out, is on record.
  audit_events: {
    rows: ({ event }) =>
      ['access.refused', 'access.refusals_repeated', 'list.exported', 'audit.exported'].includes(String(event)),
  },
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

/** A page that stands for itself: what shows how a letter or a company's pages look is shown within another. */
const isPage = (path: string, { status, headers, body }: Answer): boolean =>
  body !== '' &&
  !path.endsWith('/preview') &&
  status < 400 &&
  (headers.get('content-type') ?? '').startsWith('text/html');

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
    const headers = { origin: 'https://elsewhere.example' };
    for (const method of ['HEAD', 'GET']) {
      for (const path of there.pages) answers.push([path, await visitor.browser.request(path, { method, headers })]);
      for (const path of there.operations) {
        const keyed = { ...headers, ...visitor.headers };
        answers.push([path, await visitor.program.request(path, { method, headers: keyed })]);
      }
    }
  };

  /** On record, and told as a number. */
  const refusals = async (): Promise<number> => {
    const { audit, database } = there.app;
    await database.write((tx) => audit.sweep(tx));
    const events = database.read.selectFrom('audit_events').selectAll();
    const refused = await events.where('event', '=', 'access.refused').execute();
    const repeated = await events.where('event', '=', 'access.refusals_repeated').execute();
    return repeated.reduce((sum, { details }) => sum + JSON.parse(details).times, refused.length);
  };

  for (const who of ['stranger', ...roles] as const) {
    it(`as ${who} changes nothing, whatever the address, and each refusal of access is on record or counted there`, async () => {
      const [earlier, told, known] = [await contentOf(there.app.database.read), answers.length, await refusals()];
      await readAll(who);
      const later = await contentOf(there.app.database.read);
      const refused = answers.slice(told).filter(([, { status }]) => status === 403);
      assert.equal((await refusals()) - known, refused.length);
      for (const [table, rows] of Object.entries(later)) assert.deepEqual(rows, earlier[table], table);
      assert.ok(Object.keys(later).length > 30);
    });
  }

  it('I-44 is answered with every guard that browsers know, at every address', () => {
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
    for (const [path, cookie] of [...cookies, ...there.signIns]) assertBound(path, cookie);
    const sessions = there.signIns.map(([, cookie]) => /^__Host-rekey_session=([^;]+)/.exec(cookie)?.[1] ?? '');
    const tokens = sessions.filter(Boolean);
    assert.equal(tokens.length, roles.length);
    for (const [path, { body }] of answers) for (const token of tokens) assert.ok(!body.includes(token), path);
  });

  it('shows what anybody typed as text, leads to web addresses only, and has no script or style in its pages', () => {
    const pages = answers.filter(([, { headers }]) => headers.get('content-type')?.startsWith('text/html'));
    assert.ok(pages.filter(([, { body }]) => body.includes('Zq&quot;&#39;&gt;&lt;svg')).length > 20);
    for (const [path, { body, headers }] of pages) {
      assert.doesNotMatch(body, /<svg\/onload/, path);
      for (const [, to = ''] of body.matchAll(/\s(?:href|src|action|formaction)="([^"]*)"/g))
        assert.match(to, /^(\/(?!\/)|[?#]|https:\/\/|mailto:|tel:|data:image\/png;base64,)[^\s<>]*$/, path);
      if (headers.get('content-security-policy')?.startsWith('sandbox')) continue;
      assert.doesNotMatch(body, /<style|\sstyle="|<script(?! type="module" src="\/)|\son\w+="/, path);
    }
    const told = answers.filter(([, { body, headers }]) => headers.get('content-type') === 'application/json' && body);
    assert.ok(
      told.some(([, { body }]) => JSON.stringify(JSON.parse(body)).includes(JSON.stringify(typed).slice(1, -1))),
    );
  });

  it('opens no session, whatever link is followed', () => {
    assert.ok(answers.some(([path, { status }]) => /[?&]token=/.test(path) && status === 303));
    for (const [path, { cookies }] of answers)
      for (const cookie of cookies) assert.doesNotMatch(cookie, /rekey_session=[^;]/, path);
  });

  it('offers to sign out on every page of somebody who is signed in', () => {
    const pages = answers.filter(([path, answer]) => /^\/(my|settings)(\/|$)/.test(path) && isPage(path, answer));
    assert.ok(pages.length > 100);
    for (const [path, { body }] of pages) assert.match(body, /"\/web\/session\/logout"/, path);
  });

  it('hides every password that is typed, cuts none and leaves it to password managers', () => {
    const found = new Set<string>();
    for (const [path, { body }] of answers.filter(([path, answer]) => isPage(path, answer))) {
      for (const [field] of body.matchAll(/<input[^>]*name="(?:\w*password|smtp_pass)"[^>]*>/g)) {
        found.add(path);
        assert.match(field, /type="password"/, `${path} ${field}`);
        assert.match(field, /autocomplete="(current-password|new-password)"|name="smtp_pass"/, `${path} ${field}`);
        assert.doesNotMatch(field, / (maxlength|readonly|on\w+)=/, `${path} ${field}`);
      }
    }
    const own = [...found].filter((path) => !path.startsWith('/settings/'));
    assert.deepEqual(own.sort(), [
      ...['/my/email', '/my/password', '/web/confirm_password?to=%2Fmy'],
      ...['/web/login', '/web/reset_password', '/web/set_up'],
    ]);
  });
});
