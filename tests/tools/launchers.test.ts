import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const top = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'rekey-launchers-'));
after(() => rmSync(folder, { recursive: true }));

/** Makes a Node.js that is new enough say that it is an old one. */
const old = join(folder, 'old.cjs');
writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });\n");

interface Installation {
  built: boolean;
  carriesNode: boolean;
}

let installations = 0;

/** The launchers beside a program that tells its arguments, its process, and waits or ends as it is told. */
function installed({ built, carriesNode }: Installation): string {
  installations += 1;
  const place = join(folder, String(installations));
  for (const part of ['bin', 'tools']) cpSync(join(top, part), join(place, part), { recursive: true });
  mkdirSync(join(place, 'dist/rekey'), { recursive: true });
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
  if (built) writeFileSync(join(place, 'dist/rekey/main.js'), program);
  if (carriesNode) {
    mkdirSync(join(place, `node_modules/node-${process.platform}-${process.arch}/bin`), { recursive: true });
    symlinkSync(process.execPath, join(place, `node_modules/node-${process.platform}-${process.arch}/bin/node`));
  }
  return join(place, 'bin/rekey.cjs');
}

const program = `
const [act, value] = process.argv.slice(2);
if (act === 'wait') {
  const waiting = setInterval(() => {}, 1000);
  process.on(value, () => { clearInterval(waiting); console.log('heard ' + value); process.exitCode = 3; });
}
if (act === 'end') process.exitCode = Number(value);
if (act === 'die') process.kill(process.pid, value);
console.log(JSON.stringify(process.argv.slice(2)));
if (act === 'die') setInterval(() => {}, 1000);
`;

interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}

function launch(
  rekey: string,
  args: string[],
  how: { onOldNode: boolean },
): { child: ChildProcess; ended: Promise<Ended> } {
  const before = how.onOldNode ? ['--require', old] : [];
  const child = spawn(process.execPath, [...before, rekey, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => {
    said.out += text;
  });
  child.stderr.on('data', (text) => {
    said.err += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...said }));
  return { child, ended };
}

for (const onOldNode of [false, true]) {
  describe(`rekey on ${onOldNode ? 'a Node.js that is too old, with a new one beside it' : 'a new Node.js'}`, () => {
    const rekey = installed({ built: true, carriesNode: true });

    it('hands its arguments on and ends with the same code', async () => {
      const { ended } = launch(rekey, ['end', '5', 'a b', '--json'], { onOldNode });
      assert.deepEqual(await ended, { code: 5, signal: null, out: '["end","5","a b","--json"]\n', err: '' });
    });

    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      it(`passes ${signal} on and waits for the end`, async () => {
        const { child, ended } = launch(rekey, ['wait', signal], { onOldNode });
        assert.ok(child.stdout);
        await once(child.stdout, 'data');
        child.kill(signal);
        const { code, out } = await ended;
        assert.deepEqual([code, out.split('\n')[1]], [3, `heard ${signal}`]);
      });
    }

    it('dies of the signal that the program died of', async () => {
      const { code, signal } = await launch(rekey, ['die', 'SIGKILL'], { onOldNode }).ended;
      assert.deepEqual([code, signal], [null, 'SIGKILL']);
    });
  });
}

describe('rekey that cannot start', () => {
  it('says in a line that it has not been built', async () => {
    const { code, out, err } = await launch(installed({ built: false, carriesNode: true }), [], { onOldNode: false })
      .ended;
    assert.deepEqual([code, out], [4, '']);
    assert.match(err, /^Rekey has not been built yet\. Run "npm ci && npm run build" first\.\n$/);
  });

  it('says in a line that Node.js is too old', async () => {
    const { code, out, err } = await launch(installed({ built: true, carriesNode: false }), [], { onOldNode: true })
      .ended;
    assert.deepEqual([code, out], [4, '']);
    assert.match(err, /^Rekey needs Node\.js 22\.18 or newer, and this is 20\.20\.2\..*\n$/);
  });
});

describe('the installation of packages', () => {
  const npm = join(folder, 'npm.js');
  writeFileSync(npm, 'console.log(process.argv.slice(2).join(" "))');

  /** What npm is asked to do where the lock file names these packages and those are there. */
  async function asked(wanted: Record<string, object>, there: Record<string, object>): Promise<string> {
    const place = join(installed({ built: true, carriesNode: true }), '../..');
    writeFileSync(join(place, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    writeFileSync(join(place, 'node_modules/.package-lock.json'), JSON.stringify({ packages: there }));
    const script = `import(${JSON.stringify(join(place, 'tools/install.mjs'))}).then((all) => all.installMissing())`;
    const child = spawn(process.execPath, ['-e', script], {
      env: { npm_execpath: npm, npm_node_execpath: process.execPath },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    await once(child, 'close');
    return out;
  }

  const one = { 'node_modules/one': { version: '1.0.0' } };

  it('leaves alone what is there, and what is for other systems', async () => {
    const wanted = { ...one, 'node_modules/for-macs': { version: '1.0.0', optional: true } };
    assert.equal(await asked(wanted, one), '');
  });

  it('is npm ci where a package is missing or of another version', async () => {
    const installs = 'Installing what is missing (npm ci) …\nci --include=dev --loglevel=error\n';
    assert.equal(await asked(one, {}), installs);
    assert.equal(await asked(one, { 'node_modules/one': { version: '0.9.0' } }), installs);
    assert.equal(await asked({ 'node_modules/one': { version: '2.0.0', optional: true } }, one), installs);
  });
});
