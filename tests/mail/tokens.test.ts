import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../src/database/index.ts';
import { createReach, silent } from '../../src/kernel/index.ts';
import type { ServerInput } from '../../src/mail/index.ts';
import { seal, unseal } from '../../src/mail/servers/secrets.ts';
import { holdServer, serverById, updateServer } from '../../src/mail/servers/store.ts';
import { toServer } from '../../src/mail/servers/to-server.ts';
import { createTokens, type TokenSource } from '../../src/mail/wire/tokens.ts';
import { anySecrets } from '../any-secrets.ts';
import { onEveryEngine, sqlite } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';
import { type ScriptedServer, startSmtpServer } from '../smtp-server.ts';
import { authority, certificates } from './certificates.ts';
import { edit } from './form.ts';
import { busyNowAndThen, type Stage, scribe, setStage, staff } from './stage.ts';

/** A token endpoint that says what a proof wants, and keeps what it was asked. */
interface TokenServer {
  url: string;
  asked: URLSearchParams[];
  answer: { status: number; body: object };
  /** Hears that it is asked, and is waited for. */
  onAsked(): unknown;
  close(): void;
}

async function startTokenServer(): Promise<TokenServer> {
  const tokens = { asked: [] as URLSearchParams[], answer: { status: 200, body: {} }, onAsked() {} };
  const server = createServer(certificates.good, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    tokens.asked.push(new URLSearchParams(body));
    await tokens.onAsked();
    response.writeHead(tokens.answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(tokens.answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}/token`;
  return Object.assign(tokens, { url, close: () => server.close() });
}

const admin = staff('settings');
let database: Database;
let stage: Stage;
let tokens: TokenServer;
let server: ScriptedServer;
let accepted = new Set<string>();

before(async () => {
  database = await sqlite.open();
  stage = setStage(database);
  tokens = await startTokenServer();
  server = await startSmtpServer({
    auth: true,
    options: {
      authMethods: ['XOAUTH2'],
      onAuth({ accessToken = '' }, _session, done) {
        if (accepted.has(accessToken)) done(null, { user: accessToken });
        else done(null, { data: { status: '401', schemes: 'bearer' } });
      },
    },
  });
});
afterEach(() => {
  tokens.asked.length = 0;
});
after(async () => {
  tokens.close();
  await server.close();
  await database.close();
});

const input = (changes: ServerInput = {}): ServerInput => ({
  smtp_host: 'localhost',
  smtp_port: server.port,
  smtp_encryption: 'none',
  smtp_authentication: 'xoauth2',
  smtp_user: 'accounts@lumen.example',
  oauth_token_url: tokens.url,
  oauth_client_id: 'client-1',
  oauth_client_secret: 'Client-Secret-1',
  oauth_scope: 'https://outlook.office365.com/.default',
  authority,
  ...changes,
});

async function tested(changes: ServerInput = {}) {
  const { id } = await stage.mail.servers.create(admin, input(changes));
  return { id, ...(await stage.mail.servers.test(admin, { server: id, to: 'me@lumen.example' })) };
}

/** As a process draws its tokens that has read the server now. */
async function sourceOf(id: string, at = stage): Promise<TokenSource> {
  const parts = { ...at, log: silent, secrets: anySecrets, reach: createReach(['127.0.0.1']) };
  const row = await serverById(at.database.read, id);
  const { tokens: source } = (row && toServer(parts, row)) ?? {};
  assert.ok(source);
  return source;
}

describe('signing in with a token', () => {
  it('draws it with the client secret and sends over it; the token is in no word that is told', async () => {
    accepted = new Set(['Token-One-123456']);
    tokens.answer = { status: 200, body: { access_token: 'Token-One-123456', expires_in: 3600 } };
    const told = await tested();
    assert.deepEqual([told.accepted, told.reason], [true, 'accepted']);
    assert.deepEqual(Object.fromEntries(tokens.asked[0] ?? []), {
      client_id: 'client-1',
      client_secret: 'Client-Secret-1',
      scope: 'https://outlook.office365.com/.default',
      grant_type: 'client_credentials',
    });
    assert.doesNotMatch(JSON.stringify(told), /Token-One|Client-Secret/);
  });

  it('keeps the refresh token that the endpoint exchanges, sealed', async () => {
    accepted = new Set(['Token-Two-123456']);
    tokens.answer = { status: 200, body: { access_token: 'Token-Two-123456', refresh_token: 'Refresh-Second' } };
    const { id, accepted: sent } = await tested({ oauth_refresh_token: 'Refresh-First' });
    assert.equal(sent, true);
    assert.equal(tokens.asked[0]?.get('refresh_token'), 'Refresh-First');
    await setStage(database).mail.servers.test(admin, { server: id });
    assert.equal(tokens.asked.at(-1)?.get('refresh_token'), 'Refresh-Second');
    const rows = await database.read.selectFrom('outgoing_mail_servers').selectAll().execute();
    assert.doesNotMatch(JSON.stringify(rows), /Refresh-/);
  });

  it('goes with the refresh token that another process was given for the one before, which is void', async () => {
    let valid = 'Refresh-0';
    const used: string[] = [];
    tokens.onAsked = () => {
      const token = tokens.asked.at(-1)?.get('refresh_token') ?? '';
      used.push(token);
      const body = { access_token: 'Token-Two-123456', refresh_token: `Refresh-${used.length}` };
      tokens.answer = token === valid ? { status: 200, body } : { status: 400, body: { error: 'invalid_grant' } };
      valid = body.refresh_token;
    };
    const { id } = await stage.mail.servers.create(admin, input({ oauth_refresh_token: valid }));
    const [one, other] = [await sourceOf(id), await sourceOf(id)];
    for (const source of [one, other, other, one]) await source.draw(true);
    tokens.onAsked = () => {};
    assert.deepEqual(used, ['Refresh-0', 'Refresh-1', 'Refresh-2', 'Refresh-3']);
  });

  it('tells the refresh token that was typed for another endpoint to no other one', async () => {
    tokens.answer = { status: 200, body: { access_token: 'Token-Two-123456' } };
    const made = await stage.mail.servers.create(admin, input({ oauth_refresh_token: 'Refresh-First' }));
    const source = await sourceOf(made.id);
    await edit(stage, made, {
      oauth_token_url: 'https://elsewhere.test/',
      oauth_client_secret: 'Elsewhere',
      oauth_refresh_token: 'Refresh-Elsewhere',
    });
    await source.draw(true);
    assert.equal(tokens.asked.at(-1)?.get('refresh_token'), 'Refresh-First');
  });

  it('keeps the refresh token that somebody typed while the endpoint exchanged the one before', async () => {
    accepted = new Set(['Token-Two-123456']);
    tokens.answer = { status: 200, body: { access_token: 'Token-Two-123456', refresh_token: 'Refresh-Second' } };
    const made = await stage.mail.servers.create(admin, input({ oauth_refresh_token: 'Refresh-First' }));
    let edited: Promise<unknown> | undefined;
    tokens.onAsked = () => {
      edited ??= edit(stage, made, { oauth_refresh_token: 'Refresh-Typed' });
      return edited;
    };
    await stage.mail.servers.test(admin, { server: made.id });
    tokens.onAsked = () => {};
    await setStage(database).mail.servers.test(admin, { server: made.id });
    assert.equal(tokens.asked.at(-1)?.get('refresh_token'), 'Refresh-Typed');
  });

  it('goes on with client credentials where the endpoint gives a refresh token besides, which runs out', async () => {
    const grant = { url: tokens.url, clientId: 'client-1', clientSecret: 'Client-Secret-1' };
    const parts = {
      clock: movedClock(),
      authority,
      reach: undefined,
      kept: async () => undefined,
      renewed: async () => true,
    };
    const source = createTokens({ ...grant, refreshToken: undefined, scope: undefined }, parts);
    tokens.answer = { status: 200, body: { access_token: 'Token-Two-123456', refresh_token: 'Refresh-Second' } };
    for (let draws = 0; draws < 2; draws++) await source.draw(true);
    assert.deepEqual(
      tokens.asked.map((form) => form.get('grant_type')),
      ['client_credentials', 'client_credentials'],
    );
  });

  it('takes the token that letters go with for a test, and letters that of a test, until the server changes', async () => {
    const own = await sqlite.open();
    const here = setStage(own);
    accepted = new Set(['Token-Ten-123456']);
    tokens.answer = { status: 200, body: { access_token: 'Token-Ten-123456', expires_in: 3600 } };
    const made = await here.mail.servers.create(admin, input());
    const tested = async () => (await here.mail.servers.test(admin, { server: made.id })).accepted;
    assert.equal(await tested(), true);
    const stop = here.run(scribe());
    await here.becomes(await here.put(), 'sent');
    assert.equal(await tested(), true);
    assert.equal(tokens.asked.length, 1);
    await edit(here, made, { oauth_client_id: 'client-2' });
    assert.equal(await tested(), true);
    assert.deepEqual([tokens.asked.length, tokens.asked.at(-1)?.get('client_id')], [2, 'client-2']);
    await stop();
    await own.close();
  });

  it('goes on where a new refresh token cannot be kept at once, and keeps it at the next draw', async () => {
    const own = await sqlite.open();
    const { database: faulty, trouble } = busyNowAndThen(own);
    const write = faulty.write.bind(faulty);
    // Only what follows the answer of the endpoint is refused: the token that is to be kept.
    faulty.write = (body) =>
      write(body).finally(() => {
        trouble.busy = false;
      });
    const started = (): Stage => setStage(faulty);
    const here = started();
    accepted = new Set(['Token-Six-123456']);
    tokens.answer = { status: 200, body: { access_token: 'Token-Six-123456', refresh_token: 'Refresh-Second' } };
    await here.mail.servers.create(admin, input({ oauth_refresh_token: 'Refresh-First' }));
    tokens.onAsked = () => {
      trouble.busy = true;
      tokens.onAsked = () => {};
    };
    assert.equal((await here.mail.servers.test(admin, {})).accepted, true);
    assert.match(here.logged.join('\n'), /refresh_token_not_kept/);
    assert.equal((await here.mail.servers.test(admin, {})).accepted, true);
    assert.equal(tokens.asked.length, 1, 'the token is still good');
    await started().mail.servers.test(admin, {});
    assert.deepEqual(
      tokens.asked.map((form) => form.get('refresh_token')),
      ['Refresh-First', 'Refresh-Second'],
    );
    await own.close();
  });

  it('masks the token before the last one as well: sessions may still be signed in with it', async () => {
    const clock = movedClock();
    const grant = { url: tokens.url, clientId: 'client-1', clientSecret: 'Client-Secret-1' };
    const parts = { clock, authority, reach: undefined, kept: async () => undefined, renewed: async () => true };
    const source = createTokens({ ...grant, refreshToken: undefined, scope: undefined }, parts);
    for (const name of ['One', 'Two', 'Three']) {
      tokens.answer = { status: 200, body: { access_token: `Token-${name}-123456`, expires_in: 3600 } };
      await source.draw(true);
    }
    assert.deepEqual(source.known(), ['Token-Three-123456', 'Token-Two-123456', 'Client-Secret-1']);
  });

  it('repeats no client secret and no refresh token of an endpoint that does', async () => {
    const secrets = { oauth_client_secret: 'Kq8~Echo+1', oauth_refresh_token: 'Rt-Echo/2' };
    const form = new URLSearchParams(secrets);
    const description = `Refused: Kq8~Echo+1, Rt-Echo/2, ${form}`;
    tokens.answer = { status: 400, body: { error: 'invalid_grant', error_description: description } };
    const told = await tested(secrets);
    assert.equal(told.reply, 'invalid_grant: Refused: ***, ***, oauth_client_secret=***&oauth_refresh_token=***');
    assert.doesNotMatch(JSON.stringify(told), /Echo/);
  });

  it('tells why none is given out, in plain words and the endpoint’s own', async () => {
    const body = { error: 'invalid_client', error_description: 'The provided client secret keys are expired.' };
    tokens.answer = { status: 401, body };
    const told = await tested();
    assert.deepEqual([told.accepted, told.reason], [false, 'token_refused']);
    assert.equal(told.reply, 'invalid_client: The provided client secret keys are expired.');
    assert.match(told.words, /client secret or the refresh token may have expired/);
  });

  it('draws a fresh one once when the mail server refuses it, and then gives up', async () => {
    accepted = new Set();
    tokens.answer = { status: 200, body: { access_token: 'Token-Old-123456', expires_in: 3600 } };
    const told = await tested();
    assert.deepEqual([told.accepted, told.reason, tokens.asked.length], [false, 'login_refused', 2]);
  });

  it('believes no endpoint that nobody vouches for, nor one where it may not go', async () => {
    const { authority: _, ...unknown } = input();
    const { id } = await stage.mail.servers.create(admin, unknown);
    assert.equal((await stage.mail.servers.test(admin, { server: id })).reason, 'token_unreachable');
    const inside = await tested({ oauth_token_url: 'https://169.254.169.254/token' });
    assert.equal(inside.reason, 'address_forbidden');
    assert.equal(tokens.asked.length, 0);
  });
});

onEveryEngine('an exchanged refresh token', (engine) => {
  it('is kept where somebody edits something else of the server at that moment', async () => {
    const own = await engine.open();
    const here = setStage(own);
    tokens.answer = { status: 200, body: { access_token: 'Token-Two-123456', refresh_token: 'Refresh-Second' } };
    const { id } = await here.mail.servers.create(admin, input({ oauth_refresh_token: 'Refresh-First' }));
    const source = await sourceOf(id, here);
    const drawn = await own.write(async (tx) => {
      const row = await holdServer(tx, id);
      assert.ok(row);
      const drawing = source.draw(true);
      await delay(500); // by then it waits for this edit
      const sealed = seal(anySecrets, id, unseal(anySecrets, row));
      await updateServer(tx, { ...row, sealed, version: row.version + 1 }, row.version);
      return { drawing };
    });
    await drawn.drawing;
    const row = await serverById(own.read, id);
    assert.equal(row && unseal(anySecrets, row).oauth_refresh_token, 'Refresh-Second');
    await own.close();
  });
});
