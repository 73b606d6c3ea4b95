import assert from 'node:assert/strict';
import { createApi } from '../../src/api/index.ts';
import { day, type Role, roles, scopesFor } from '../../src/kernel/index.ts';
import { type Opened, oldPassword, openPages, origin, pathOf } from '../pages/opened.ts';
import { type Visitor, visit } from '../pages/visitor.ts';

/** The whole product with one of everything in it, and every address that can be read. */
export interface EverythingThere extends Opened {
  /** Paths with real ids in them, and links of letters of every kind. */
  pages: string[];
  /** Below the API's address, too. */
  operations: string[];
  visitors: Map<Role | 'stranger', { browser: Visitor; program: Visitor; headers: Record<string, string> }>;
  /** The cookies that were given to those who signed in. */
  signIns: [path: string, cookie: string][];
}

/** What a name may be, and what every interpreter would love to be handed. */
export const typed = `Zq"'><svg/onload=x>%41{x}\${y}`;

export async function openEverythingThere(): Promise<EverythingThere> {
  const opened = await openPages();
  const { app } = opened;
  const api = createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: [], version: '1' });
  const ids = await makeEverything(opened);
  const links = await linksOf(opened, ids.user);
  const visitors: EverythingThere['visitors'] = new Map();
  const signIns: EverythingThere['signIns'] = [];
  visitors.set('stranger', { browser: opened.visitor(), program: visit(api, origin), headers: {} });
  for (const role of roles) {
    const user = await opened.confirmed({ login: `with-${role}`, role, password: oldPassword });
    const wanted = { name: typed, scopes: scopesFor(role), expiresAt: opened.clock.now() + day };
    const { key } = await app.apiKeys.create(opened.operator, user.id, wanted);
    const browser = opened.visitor();
    const from = { 'sec-fetch-site': 'same-origin', 'user-agent': typed };
    const { status, cookies } = await browser.post('/web/login', { login: user.login, password: oldPassword }, from);
    assert.equal(status, 303, 'signs in');
    signIns.push(...cookies.map((cookie): [string, string] => ['/web/login', cookie]));
    visitors.set(role, { browser, program: visit(api, origin), headers: { authorization: `Bearer ${key}` } });
  }
  const read = (routes: { method: string; path: string }[]): string[] => [
    ...new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => filled(path, ids))),
  ];
  return {
    ...opened,
    visitors,
    signIns,
    operations: read(api.routes),
    pages: [...read(opened.web.routes), ...further, ...links],
  };
}

/** What shows more with a query. */
const further = ['/web/confirm_password?to=%2Fmy'];

type Ids = Record<'user' | 'reset' | 'message' | 'company' | 'server' | 'job' | 'event', string>;

async function makeEverything({ app, operator, adopted, letters }: Opened): Promise<Ids> {
  const somebody = { login: `mara ${typed}`, name: typed, email: 'mara@lumen.example' };
  const user = await adopted(somebody);
  const own = await app.users.companyOf(app.database.read, user.companyId);
  const form = { name: typed, help: { ...own.help, name: typed } };
  await app.users.saveCompany(operator, { id: own.id, version: own.version, form });
  const { reset } = await app.resets.send(operator, user.id, { note: typed });
  await letters(somebody.email);
  const server = await app.mail.servers.create(operator, {
    name: typed,
    smtp_host: '127.0.0.1',
    smtp_port: 2525,
    smtp_encryption: 'none',
  });
  const job = await app.jobs.start(operator, { kind: 'users.end_sessions', subjectIds: [user.id], data: {} });
  const [company] = await app.users.companies(app.database.read);
  const [message] = (await app.mail.list(operator, {})).items;
  const event = await app.database.read.selectFrom('audit_events').select('id').limit(1).executeTakeFirst();
  assert.ok(company && message && event);
  const found = { company: company.id, message: message.id, event: String(event.id) };
  return { ...found, user: user.id, reset: reset.id, server: server.id, job };
}

/** Links of every kind, which mail scanners follow. */
async function linksOf({ app, operator, letters }: Opened, user: string): Promise<string[]> {
  const { link } = await app.resets.send(operator, user, { printLink: true });
  const setUp = await app.resets.printSetUpLink(operator).catch(() => undefined);
  const all = (await letters('mara@lumen.example')).map(({ text }) => text).join('\n');
  const mailed = [...all.matchAll(/https:\/\/\S+[?&]token=[\w-]+/g)].map(([address]) => pathOf(address));
  return [pathOf(link ?? ''), ...(setUp ? [pathOf(setUp)] : []), ...mailed];
}

const places: [begins: string, id: keyof Ids][] = [
  ['/settings/letters-of/', 'reset'],
  ['/settings/resets/', 'reset'],
  ['/settings/jobs/', 'job'],
  ['/settings/companies/', 'company'],
  ['/settings/technical/email/emails/', 'message'],
  ['/settings/technical/email/outgoing-mail-servers/', 'server'],
  ['/settings/technical/audit/', 'event'],
  ['/settings/users/', 'user'],
  ['/api/v1/password-resets/', 'reset'],
  ['/api/v1/users/', 'user'],
  ['/api/v1/jobs/', 'job'],
  ['/api/v1/companies/', 'company'],
  ['/api/v1/messages/', 'message'],
  ['/api/v1/outgoing-mail-servers/', 'server'],
];

function filled(path: string, ids: Ids): string {
  const place = places.find(([begins]) => path.startsWith(begins));
  return path
    .replace(/:id(\{[^}]*\})?/, place ? ids[place[1]] : 'none')
    .replace(':letter', 'reset')
    .replace(/:digest\{.*\}$/, 'a'.repeat(64))
    .replace(/:colour\{.*\}$/, '336699')
    .replace(/:path\{.*\}$/, 'ui/rekey.css');
}
