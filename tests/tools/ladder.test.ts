import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';

const top = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'rekey-ladder-'));
after(() => rmSync(folder, { recursive: true }));

let projects = 0;

/** What is found wrong in a project of these files. */
function judged(files: Record<string, string>): string[] {
  projects += 1;
  const project = join(folder, String(projects));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(project, dirname(path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  for (const shared of ['node_modules', 'package.json']) symlinkSync(join(top, shared), join(project, shared));
  const ran = spawnSync(process.execPath, [join(top, 'tools/ladder.mjs')], { cwd: project, encoding: 'utf8' });
  const lines = ran.stdout.trim().split('\n').slice(0, -1);
  assert.equal(ran.status, lines.length > 0 ? 1 : 0, ran.stderr);
  return lines;
}

describe('the program', () => {
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: top }).map((path) => ({
    path,
    text: readFileSync(join(top, path), 'utf8'),
  }));
  const having = (what: RegExp): string[] => sources.filter(({ text }) => what.test(text)).map(({ path }) => path);

  it('is read here whole', () => assert.ok(sources.length > 300));

  it('starts no other program, so that nothing typed becomes a command', () => {
    assert.deepEqual(having(/child_process|cluster'/), []);
  });

  it('makes no code of text', () => {
    assert.deepEqual(having(/\beval\(|\bFunction\(|'node:vm'|\bimport\((?!')|set(Timeout|Interval)\(['"`]/), []);
  });

  it('makes no markup of text', () => {
    const making =
      /\b(dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc)\b/;
    assert.deepEqual(having(making), []);
    assert.deepEqual(having(/document\.write|DOMParser|\braw\(|\braw\b[^;]*'hono\/html'/), []);
  });

  it('makes no query of text: what is typed goes beside it', () => {
    assert.deepEqual(having(/sql\.(raw|id)\(|\bCompiledQuery\b|sql\.lit\((?!'|longestWait\))/), []);
    assert.deepEqual(having(/\.(exec|query|prepare|pragma|unsafe)\((`[^`]*\$\{|'[^']*' \+)/), []);
  });

  it('makes patterns of its own words only', () => {
    assert.deepEqual(having(/\bRegExp\(/).sort(), [
      'src/api-keys/identify.ts', // how a key begins
      'src/http/under-path.ts', // the path that a door has
      'src/kernel/text.ts', // the parts of an address
      'src/mail/bounces/classify.ts', // fields of a report
      'src/mail/wire/cause.ts', // lists of words that servers use
      'src/mail/wire/reply.ts', // where a line is broken
      'src/mail/wire/transcript.ts', // extensions of SMTP
    ]);
  });

  it('gives cookies through one door, which binds them', () => {
    assert.deepEqual(having(/hono\/cookie|['"]Set-Cookie/i), ['src/http/cookies.ts']);
    assert.deepEqual(having(/\bdocument\.cookie|cookieStore/), []);
  });

  it('seals with AES-256-GCM alone and digests with SHA-256, but for the SHA-1 that lists of breached passwords go by', () => {
    assert.deepEqual(having(/createCipheriv\('aes-256-gcm'/), ['src/kernel/secrets.ts']);
    assert.deepEqual(having(/\bcreate(C|Dec)ipher(iv)?\((?!'aes-256-gcm')|publicEncrypt|privateDecrypt/), []);
    assert.deepEqual(having(/\b(createHash|createHmac|createSign|createVerify|hkdfSync|pbkdf2\w*)\((?!'sha256')/), []);
    assert.deepEqual(having(/(?<![.\w])hash\('(?!sha256')|\bmd5\b/i), ['src/passwords/breached-file.ts']);
  });

  it('reaches out from few places, and follows no redirect', () => {
    const imported = /^import (?!type)([^;]*?) from '(?:node:(?:https?|http2|tls|net|dns|dgram)\b|pg'|nodemailer)/gm;
    // Types, what judges addresses, what listens, what is told of a connection that is there.
    const harmless =
      /^(type \w+|isIP(v4|v6)?|BlockList|createServer|STATUS_CODES|TLSSocket|rootCertificates|DatabaseError|types|MailComposer)$/;
    const reaching = sources.filter(({ text }) =>
      [...text.matchAll(imported)]
        .flatMap(([, names = '']) => names.split(/[{},]/))
        .map((name) => name.trim())
        .some((name) => name !== '' && !harmless.test(name)),
    );
    const loaded = /\bimport\('(node:(https?|http2|tls|net|dns|dgram)|pg|undici)/;
    assert.deepEqual([...reaching.map(({ path }) => path), ...having(loaded)].sort(), [
      'src/database/postgres-pool.ts',
      'src/database/postgres-wake-ups.ts',
      'src/kernel/ask-web.ts',
      'src/kernel/reach.ts',
      'src/mail/names.ts',
      'src/mail/wire/line.ts',
      'src/mail/wire/socket.ts',
    ]);
    assert.deepEqual(having(/ from '(undici|node:(http2|dgram))|\bWebSocket\b/), []);
    const asking = having(/(?<![.\w])fetch\((?!\w+:)|= fetch\)|globalThis\.fetch/).filter(
      (path) => !path.includes('/browser/'),
    );
    assert.deepEqual(asking, ['src/reports/visit.ts']);
    const following = asking.filter((path) => !having(/redirect: 'manual'/).includes(path));
    assert.deepEqual(following, []);
  });
});

describe('the ladder of imports', () => {
  it('lets a folder use the doors of lower steps', () => {
    const files = {
      'src/kernel/index.ts': "import { join } from 'node:path';\nexport const deep = join('a', 'b');\n",
      'src/users/index.ts': "import { deep } from '../kernel/index.ts';\nexport const user = deep;\n",
      'src/app.ts': "import { user } from './users/index.ts';\nexport const app = user;\n",
      'src/cli/index.ts': "import type { app } from '../app.ts';\nexport type Run = typeof app;\n",
      'src/main.ts': "import type { Run } from './cli/index.ts';\nexport type Main = Run;\n",
    };
    assert.deepEqual(judged(files), []);
  });

  it('finds a type that is imported from above', () => {
    const files = {
      'src/kernel/index.ts': "import type { User } from '../users/index.ts';\nexport type Actor = User;\n",
      'src/users/index.ts': 'export interface User { id: string }\n',
    };
    assert.deepEqual(judged(files), ['src/kernel/index.ts → src/users/index.ts: kernel/ looks down only']);
  });

  it('finds a type that is imported in the middle of a line', () => {
    const files = {
      'src/kernel/index.ts': "export type Actor = import('../users/index.ts').User;\n",
      'src/users/index.ts': 'export interface User { id: string }\n',
    };
    assert.deepEqual(judged(files), ['src/kernel/index.ts: types are imported at the top']);
  });

  it('finds an import from the same step', () => {
    const files = {
      'src/mail/index.ts': "import { audit } from '../audit/index.ts';\nexport const mail = audit;\n",
      'src/audit/index.ts': 'export const audit = 1;\n',
    };
    assert.deepEqual(judged(files), ['src/mail/index.ts → src/audit/index.ts: mail/ looks down only']);
  });

  it('finds an import past a door, from .tsx as well', () => {
    const files = {
      'src/kernel/index.ts': "export * from './clock.ts';\n",
      'src/kernel/clock.ts': 'export const now = 1;\n',
      'src/pages/page.tsx': "import { now } from '../kernel/clock.ts';\nexport const Page = () => <p>{now}</p>;\n",
    };
    assert.deepEqual(judged(files), [
      'src/pages/page.tsx → src/kernel/clock.ts: a folder is entered through its index.ts',
    ]);
  });

  it('finds a circle, and leaves types of the own door alone', () => {
    const files = {
      'src/users/index.ts': "export { users } from './users.ts';\nexport interface User { id: string }\n",
      'src/users/users.ts':
        "import type { User } from './index.ts';\nimport { find } from './find.ts';\nexport const users = (user: User) => find(user.id);\n",
      'src/users/find.ts':
        "import { users } from './users.ts';\nexport const find = (id: string): unknown => users({ id });\n",
    };
    const circle =
      /^src\/users\/(\w+)\.ts → src\/users\/\w+\.ts → src\/users\/\1\.ts: nothing imports itself in a circle$/;
    const found = judged(files);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', circle);
  });

  it('lets a browser load only what was made for it', () => {
    const files = {
      'src/passwords/index.ts': "export * from './rules.ts';\nexport * from './hashing.ts';\n",
      'src/passwords/rules.ts': 'export const longest = 256;\n',
      'src/passwords/hashing.ts': "import { cpus } from 'node:os';\nexport const cores = cpus().length;\n",
      'src/pages/browser/good.ts':
        "import { longest } from '../../passwords/rules.ts';\nexport const limit = longest;\n",
      'src/pages/browser/bad.ts': "import { cores } from '../../passwords/index.ts';\nexport const many = cores;\n",
    };
    const found = 'src/pages/browser/bad.ts → src/passwords/index.ts: what a browser loads needs nothing else';
    assert.deepEqual(judged(files), [found]);
  });

  it('finds tests and development packages in the product', () => {
    const files = {
      'src/kernel/index.ts': "import 'fast-check';\nimport '../../tests/engines.ts';\n",
      'tests/engines.ts': 'export {};\n',
    };
    const [development, tests] = judged(files).sort();
    assert.match(development ?? '', /fast-check.*: the product needs no development package$/);
    assert.equal(tests, 'src/kernel/index.ts → tests/engines.ts: the product stands without its tests and tools');
  });

  it('demands a step for every folder', () => {
    mkdirSync(join(folder, 'new/src/somewhere'), { recursive: true });
    const ran = spawnSync(process.execPath, [join(top, 'tools/ladder.mjs')], {
      cwd: join(folder, 'new'),
      encoding: 'utf8',
    });
    assert.notEqual(ran.status, 0);
    assert.match(ran.stderr, /src\/somewhere\/ has no step on the ladder/);
  });
});
