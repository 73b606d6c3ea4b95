import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { type App, createApp } from '../../src/app.ts';
import { rotateSecret } from '../../src/cli/rotate-secret.ts';
import { watchForRestores } from '../../src/cli/watch-for-restores.ts';
import { runWorkers } from '../../src/cli/workers.ts';
import type { SealedColumn } from '../../src/database/index.ts';
import { minute, newToken, second, silent, system, systemRandom } from '../../src/kernel/index.ts';
import { isFactorDue } from '../../src/sessions/index.ts';
import { operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { baseUrl, openCommandLine } from './command-line.ts';

const password = 'Lantern-harbour-58';
const relayPassword = 'Relay-opens-here-41';
const from = strangerAt('192.0.2.1');
let people = 0;

onEveryEngine('another secret of the installation', (engine) => {
  let home: Installation;
  let opened: App[];
  let stop: AbortController;
  beforeEach(async () => {
    home = await openInstallation(engine);
    opened = [];
    stop = new AbortController();
  });
  afterEach(async () => {
    stop.abort();
    for (const app of opened) await app.close();
    await home.close();
  });

  /** The same database, opened by a process that has these secrets. */
  const withSecrets = async (secret: string, secretPrevious?: string): Promise<App> => {
    const config = { ...home.app.config, secret, secretPrevious };
    const app = await createApp(config, { as: 'command', log: silent, clock: home.clock });
    opened.push(app);
    return app;
  };
  /** Somebody with an authenticator app and recovery codes. */
  const withFactor = async (app: App) => {
    const login = `rotated-${engine.name}-${people++}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@example.com`, password });
    const codeNow = (secret: string) => new TOTP({ secret }).generate({ timestamp: home.clock.now() });
    const { secret } = await app.factors.offerTotp(signedIn(user));
    const { codes } = await app.factors.confirmTotp(signedIn(user), codeNow(secret));
    home.clock.advance(minute);
    const signIn = async (by: App, code: string) => {
      const due = await by.sessions.signIn(from, { login, password, knownBrowser: undefined });
      assert.ok(isFactorDue(due));
      return by.sessions.proveFactor(from, due.factorDue, { proof: { code }, remember: false });
    };
    return { user, secret, codes, codeNow: () => codeNow(secret), signIn };
  };
  /** A reset of an administrator that waits for a second one. */
  const waitingRequest = async (app: App): Promise<string> => {
    const [one, other] = await Promise.all(
      ['one', 'other'].map((login) =>
        home.confirmed({ login, email: `${login}@example.com`, role: 'settings', password }),
      ),
    );
    assert.ok(one && other);
    await app.settings.change(operator, 'approve_administrator_resets', true);
    const asked = app.resets.send(signedIn(one), other.id, {});
    return (await refuses(asked, 'approval_needed')).details.approval;
  };
  const relay = (name: string) => ({
    name,
    smtp_host: '127.0.0.1',
    smtp_port: 2525,
    smtp_encryption: 'starttls' as const,
    smtp_user: 'rekey',
    smtp_pass: relayPassword,
  });

  it('takes over all that rests sealed; then the one before opens nothing and is needed for nothing', async () => {
    const old = home.app;
    const person = await withFactor(old);
    const { id } = await old.mail.servers.create(operator, relay('Relay'));
    await old.mail.dkim.create(operator, `${engine.name}.lumen.example`.toLowerCase());
    const simple = await home.confirmed({ login: `plain-${engine.name}`, email: 'plain@example.com', password });
    const session = openedSession(
      await old.sessions.signIn(from, { login: simple.login, password, knownBrowser: undefined }),
    );
    const { link = '' } = await old.resets.send(operator, simple.id, { printLink: true });
    await old.resets.ask(from, { login: simple.login });
    const request = await waitingRequest(old);

    const fresh = newToken(systemRandom);
    const both = await withSecrets(fresh, old.config.secret);
    const first = await rotateSecret(both, operator);
    for (const [name, { resealed, unreadable }] of Object.entries(first.values)) {
      assert.ok(resealed > 0 && unreadable === 0, name);
    }
    const tooEarly = await refuses(withSecrets(fresh), 'configuration');
    assert.match(tooEarly.details.why, /rekey secret rotate/);
    const again = await rotateSecret(both, operator);
    for (const [name, { resealed }] of Object.entries(again.values)) assert.equal(resealed, 0, name);
    await refuses(withSecrets(old.config.secret ?? ''), 'configuration');

    const alone = await withSecrets(fresh);
    assert.ok((await person.signIn(alone, person.codeNow())).session);
    assert.ok((await person.signIn(alone, person.codes[0] ?? '')).session);
    assert.equal((await alone.mail.servers.read(operator, id)).secrets.join(), 'smtp_pass');
    assert.ok((await alone.sessions.whoIs(session.token))?.user, 'a session goes on');
    assert.ok(await alone.resets.show(new URL(link).searchParams.get('token') ?? ''), 'a link stays good');
    await alone.resets.decide();
    assert.equal((await alone.resets.explain(operator, simple.login))?.people.length, 1);
    await alone.audit.seal();
    assert.deepEqual((await alone.audit.verify(operator)).findings, []);
    await alone.approvals.approve(operator, request);

    const stored = await home.everythingStored();
    for (const secret of [relayPassword, person.secret, ...person.codes, fresh, 'PRIVATE KEY']) {
      assert.ok(!stored.includes(secret), secret);
    }
  });

  it('goes on where a rotation died, and beside others that are at it', async () => {
    const old = home.app;
    const person = await withFactor(old);
    const { id, version } = await old.mail.servers.create(operator, relay('Relay'));
    const both = await withSecrets(newToken(systemRandom), old.config.secret);
    const dies = async (): Promise<never> => assert.fail('killed');
    const killed = both.sealed.map((column): SealedColumn => {
      return column.name === 'recovery_codes' ? { ...column, replace: dies } : column;
    });
    await assert.rejects(rotateSecret({ ...both, sealed: killed }, operator), /killed/);

    const edit = { version, input: { ...relay('Relay'), smtp_pass: 'Typed-meanwhile-9' } };
    const [one, other] = await Promise.all([
      rotateSecret(both, operator),
      rotateSecret(both, operator),
      both.mail.servers.edit(operator, id, edit),
    ]);
    assert.equal(one.values.mail_servers.resealed + other.values.mail_servers.resealed, 0, 'before it died');
    const rest = await rotateSecret(both, operator);
    for (const [name, { resealed, unreadable }] of Object.entries(rest.values)) {
      assert.equal(resealed + unreadable, 0, name);
    }
    assert.ok((await person.signIn(both, person.codes[3] ?? '')).session);
  });

  it('is known to some servers before others, which leave to them the asks that it sealed', async () => {
    const { id, login } = await home.confirmed({ login: `early-${engine.name}`, email: 'early@example.com', password });
    const both = await withSecrets(newToken(systemRandom), home.app.config.secret);
    await both.resets.ask(from, { login });
    await home.app.resets.decide();
    await both.resets.decide();
    const { items } = await both.resets.list(operator, { userIds: [id] });
    assert.deepEqual(
      items.map(({ decision }) => decision?.reason),
      ['send'],
    );
  });

  it('F-27 ends in a server that knows only the one before what needs a secret, once nothing rests sealed with it', async () => {
    const told: string[] = [];
    const log = { ...silent, error: (event: string) => told.push(event) };
    const left = await createApp(home.app.config, { as: 'command', log, clock: home.clock });
    opened.push(left);
    const { login } = await home.confirmed({ login: `left-${engine.name}`, email: 'left@example.com', password });
    const { token } = openedSession(await left.sessions.signIn(from, { login, password, knownBrowser: undefined }));
    const both = await withSecrets(newToken(systemRandom), home.app.config.secret);
    const working = runWorkers(left, await watchForRestores(left, system), stop.signal);
    await left.resets.ask(from, { login }); // while something may rest sealed with either
    for (let left = 1; left > 0; ) {
      const { values } = await rotateSecret(both, operator);
      left = Object.values(values).reduce((sum, { resealed }) => sum + resealed, 0);
    }
    await working; // ends by itself
    const [last] = told.splice(0).reverse();
    assert.equal(last, 'secret.left_behind');
    home.clock.advance(second);
    const { status, checks } = await left.readiness.look();
    assert.deepEqual([status, checks.secret], ['not_ready', 'left_behind']);
    await refuses(left.resets.ask(from, { login }), 'busy');
    await refuses(left.mail.servers.create(operator, relay('Late')), 'busy');
    assert.ok((await left.sessions.whoIs(token))?.user, 'a session depends on no secret');
    assert.deepEqual(told, [], 'nothing more is said, nor that something is wrong with the database');
    assert.equal((await both.readiness.look()).checks.secret, 'ok');
    await both.resets.ask(from, { login });
  });

  it('is told how, and finds what nobody can open any more', async () => {
    const refusal = await refuses(rotateSecret(home.app, operator), 'configuration');
    assert.match(refusal.details.why, /REKEY_SECRET_PREVIOUS/);
    await withFactor(home.app);
    const both = await withSecrets(newToken(systemRandom), home.app.config.secret);
    await rotateSecret(both, operator);
    await rotateSecret(both, operator);
    // Sealed with a secret that neither process knows.
    await home.app.mail.servers.create(operator, relay('Left behind'));
    const later = await withSecrets(newToken(systemRandom), both.config.secret);
    const { values, findings } = await rotateSecret(later, operator);
    assert.equal(values.mail_servers.unreadable, 1);
    assert.equal(values.recovery_codes.resealed, 10);
    assert.deepEqual(findings, ['unreadable']);
    // Whoever still knows that secret names it, and it is taken over after all.
    await rotateSecret(later, operator);
    const rescuing = await withSecrets(later.config.secret ?? '', home.app.config.secret);
    for (const resealed of [1, 0]) {
      const rescue = await rotateSecret(rescuing, operator);
      assert.equal(rescue.values.mail_servers.resealed, resealed);
      assert.deepEqual(rescue.findings, []);
    }
    await refuses(rotateSecret(later, signedIn(await home.adopted({ login: 'somebody' }))), 'forbidden');
  });
});

onEveryEngine('a record whose end neither secret vouches for', (engine) => {
  it('is a finding of the rotation, which does not sign it', async () => {
    const home = await openInstallation(engine);
    await home.adopted({ login: `recorded-${engine.name}` });
    await home.app.audit.seal();
    await home.app.database.write((tx) => tx.updateTable('audit_end').set({ mac: 'forged' }).execute());
    const { config } = home.app;
    const secrets = { secret: newToken(systemRandom), secretPrevious: config.secret };
    const both = await createApp({ ...config, ...secrets }, { as: 'command', log: silent, clock: home.clock });
    assert.deepEqual((await rotateSecret(both, operator)).findings, ['false_end']);
    const { mac } = await home.app.database.read.selectFrom('audit_end').select('mac').executeTakeFirstOrThrow();
    assert.equal(mac, 'forged');
    await both.close();
    await home.close();
  });
});

describe('rekey secret rotate', () => {
  it('ends with 5 and says so where the previous secret is none that was ever in use', async () => {
    const shell = openCommandLine();
    const [old, fresh, wrong] = [newToken(systemRandom), newToken(systemRandom), newToken(systemRandom)];
    await shell.runWith({ REKEY_SECRET: old }, 'migrate');
    const rotate = (secret: string, previous: string) =>
      shell.runWith({ REKEY_SECRET: secret, REKEY_SECRET_PREVIOUS: previous }, 'secret', 'rotate');
    for (const stranger of [fresh, wrong]) {
      const exchanged = await rotate(old, stranger);
      assert.equal(exchanged.code, 5, exchanged.out);
      assert.match(exchanged.out, /is not the secret that was in use before/);
      assert.doesNotMatch(exchanged.err, /take it away/);
    }
    for (const step of ['the rotation', 'once more']) {
      const done = await rotate(fresh, old);
      assert.equal(done.code, 0, `${step}: ${done.out}`);
      assert.match(done.err, /take it away/, step);
    }
    assert.equal((await rotate(fresh, wrong)).code, 5, 'then, too');
    assert.equal((await rotate(fresh, old)).code, 0, 'the one before is still known as that');
    shell.remove();
  });

  it('ends with 4 and tells the way where there is no previous secret, else with 0 and the counts', async () => {
    const shell = openCommandLine();
    const [old, fresh] = [newToken(systemRandom), newToken(systemRandom)];
    await shell.runWith({ REKEY_SECRET: old }, 'migrate');
    const refused = await shell.runWith({ REKEY_SECRET: old }, 'secret', 'rotate');
    assert.equal(refused.code, 4);
    assert.match(refused.err, /Start every server with both/);
    const both = { REKEY_SECRET: fresh, REKEY_SECRET_PREVIOUS: old };
    const done = await shell.runWith(both, 'secret', 'rotate', '--json');
    assert.equal(done.code, 0, done.err);
    const { values } = JSON.parse(done.out) as { values: object };
    assert.deepEqual(Object.values(values), Array(6).fill({ resealed: 0, current: 0, unreadable: 0 }));
    assert.ok(!`${done.out}${done.err}${refused.err}`.includes(old));
    shell.remove();
  });

  it('makes another secret where the file is moved away and named as the previous one, and for no other', async () => {
    const shell = openCommandLine();
    assert.equal((await shell.run('migrate')).code, 0);
    const file = join(shell.dataDir, 'secret');
    const previous = `${file}.previous`;
    renameSync(file, previous);
    const rotate = (former: string) =>
      shell.runWith({ REKEY_BASE_URL: baseUrl, REKEY_SECRET_PREVIOUS_FILE: former }, 'secret', 'rotate');
    const stranger = join(shell.dataDir, 'stranger');
    writeFileSync(stranger, newToken(systemRandom));
    assert.equal((await rotate(stranger)).code, 4);
    assert.ok(!existsSync(file));
    const done = await rotate(previous);
    assert.equal(done.code, 0, done.err);
    assert.notEqual(readFileSync(file, 'utf8'), readFileSync(previous, 'utf8'));
    assert.equal((await shell.run('users', 'list')).code, 0, 'then the previous one is needed for nothing');
    rmSync(file);
    assert.equal((await rotate(previous)).code, 4, 'nor does it stand for one that got lost');
    shell.remove();
  });
});
