import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../src/database/index.ts';
import type { MailServer, TestRecord } from '../../src/mail/index.ts';
import { timedOut, WireError } from '../../src/mail/wire/failure.ts';
import { judge } from '../../src/mail/wire/judge.ts';
import { sqlite } from '../engines.ts';
import { replies, type Script, type Setup, startRawServer, startSmtpServer } from '../smtp-server.ts';
import { authority, certificates } from './certificates.ts';
import { openDeafPort } from './deaf-port.ts';
import { operator, serverAt, setStage } from './stage.ts';

const running: { close(): Promise<void> }[] = [];
let database: Database;
before(async () => {
  database = await sqlite.open();
});
after(async () => {
  for (const server of running) await server.close();
  await database.close();
});

/** "Test Connection" of a server that is set like this. */
async function tested(port: number, changes: Partial<MailServer> = {}, limits = {}): Promise<TestRecord> {
  return setStage(database, { servers: [serverAt(port, changes)], limits }).mail.servers.test(operator, {});
}

/** The same, and does not wait for what never comes. */
const impatiently = (port: number, changes: Partial<MailServer> = {}) =>
  tested(port, changes, { greeting: 150, command: 150 });

async function mailServer(setup: Setup): Promise<number> {
  const server = await startSmtpServer(setup);
  running.push(server);
  return server.port;
}

async function something(serve: Parameters<typeof startRawServer>[0]): Promise<number> {
  const server = await startRawServer(serve);
  running.push(server);
  return server.port;
}

async function deafPort(): Promise<number> {
  const deaf = await openDeafPort();
  running.push(deaf);
  return deaf.port;
}

async function closedPort(): Promise<number> {
  const { port, close } = await startRawServer(() => {});
  await close();
  return port;
}

const starttls = { encryption: 'starttls', authority } as const;
const ssl = { encryption: 'ssl', authority } as const;
const account = { user: 'rekey@acme.test', password: 'Very-Secret-1' };
const saying = (script: Script) => mailServer({ script });
const withCertificate = (name: keyof typeof certificates) =>
  mailServer({ security: 'ssl', certificate: certificates[name] });

/** What is the matter, the reason that is found, and what the words have to name for a person to act on them. */
const table: [matter: string, reason: string, words: RegExp, ask: () => Promise<TestRecord>][] = [
  ['nothing listens at the port', 'connect_refused', /SMTP Port/, async () => tested(await closedPort())],
  [
    'nothing comes back, as from behind a firewall',
    'connect_timeout',
    /firewall/,
    async () => tested(await deafPort(), {}, { connect: 200 }),
  ],
  ['the name is unknown', 'dns', /typing mistake/, () => tested(25, { host: 'nowhere.invalid', ...ssl })],
  [
    'the server hangs up',
    'hung_up',
    /SMTP Port.*Connection Security/,
    async () => tested(await something((socket) => void socket.end())),
  ],
  ['the server is silent', 'greeting_timeout', /SMTP Port/, async () => impatiently(await something(() => {}))],
  [
    'it is a web server',
    'not_smtp',
    /not a mail server/,
    async () => tested(await something((socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n'))),
  ],
  [
    'this machine is not welcome',
    'turned_away',
    /allow this machine/,
    async () => tested(await something((socket) => void socket.write('554 no\r\n'))),
  ],
  ['it offers no STARTTLS', 'starttls_missing', /465/, async () => tested(await mailServer({}), starttls)],
  [
    'TLS at once meets a plain port',
    'wrong_port_for_security',
    /465.*587/,
    async () => tested(await mailServer({ security: 'starttls' }), ssl),
  ],
  [
    'STARTTLS meets a port for TLS at once',
    'wrong_port_for_security',
    /465.*587/,
    async () => tested(await mailServer({ security: 'ssl' }), starttls, { greeting: 500 }),
  ],
  [
    'STARTTLS meets a port for TLS at once whose certificate nobody trusts',
    'wrong_port_for_security',
    /465.*587/,
    async () => tested(await withCertificate('stranger'), starttls, { greeting: 500 }),
  ],
  [
    'the certificate has expired',
    'certificate_expired',
    /renewed.*clock/,
    async () => tested(await withCertificate('expired'), ssl),
  ],
  [
    'the certificate has another name',
    'certificate_name',
    /the name that is in the certificate/,
    async () => tested(await withCertificate('elsewhere'), ssl),
  ],
  [
    'the server vouches for itself',
    'certificate_self_signed',
    /Own authority/,
    async () => tested(await withCertificate('stranger'), ssl),
  ],
  [
    'nobody knows the authority',
    'certificate_untrusted',
    /your own authority/,
    async () => tested(await withCertificate('good'), { encryption: 'ssl' }),
  ],
  [
    'a sign-in is needed',
    'login_missing',
    /Username.*Password/,
    async () => tested(await saying({ from: () => ({ code: 530, text: '5.7.0 Authentication required' }) })),
  ],
  [
    'the password is wrong',
    'login_refused',
    /app password/,
    async () => {
      const login = () => ({ code: 535, text: '5.7.8 Authentication credentials invalid' });
      return tested(await mailServer({ auth: true, script: { login } }), account);
    },
  ],
  [
    'the sender is not allowed',
    'sender_refused',
    /belongs to the account/,
    async () => tested(await saying({ from: () => ({ code: 553, text: '5.7.1 not owned by user' }) })),
  ],
  [
    'the server does not relay',
    'relay_refused',
    /relay/,
    async () => tested(await saying({ to: () => ({ code: 554, text: '5.7.1 Relay access denied' }) })),
  ],
  [
    'it greylists',
    'greylisted',
    /next tries/,
    async () => tested(await saying({ to: () => ({ code: 450, text: '4.2.0 Greylisted, see you' }) })),
  ],
  [
    'it is busy',
    'try_later',
    /by itself/,
    async () => tested(await saying({ from: () => ({ code: 451, text: '4.3.0 later' }) })),
  ],
  [
    'it has too many connections',
    'too_many_connections',
    /fewer connections/,
    async () => tested(await saying({ from: () => ({ code: 421, text: '4.7.0 too many connections' }) })),
  ],
  [
    'it hangs up in the middle',
    'dropped',
    /connection broke/,
    async () => tested(await saying({ from: () => 'drop' })),
  ],
  [
    'it falls silent in the middle',
    'command_timeout',
    /stops answering.*restarted/,
    async () => tested(await something(replies([[/^EHLO/, '250 raw.test']])), {}, { command: 150 }),
  ],
  [
    'it falls silent as soon as it knows whom a letter is for',
    'letter_timeout',
    /fell silent over this letter.*Other letters go on/,
    async () => {
      const silent = replies([
        [/^EHLO/, '250 raw.test'],
        [/^MAIL/, '250 fine'],
      ]);
      return tested(await something(silent), {}, { command: 150 });
    },
  ],
  [
    'it takes its time over everything',
    'slow',
    /unusually long.*have it looked at/,
    async () => {
      const slowly = () => delay(120).then(() => undefined);
      return tested(await saying({ connect: slowly, from: slowly, to: slowly }), {}, { test: 200 });
    },
  ],
  [
    'letters would cross a network in clear',
    'clear_text_refused',
    /587/,
    () => tested(25, { host: 'mail.elsewhere.example' }),
  ],
];

describe('Test Connection explains what to do when', () => {
  for (const [matter, reason, words, ask] of table) {
    it(`${matter}`, async () => {
      const told = await ask();
      assert.deepEqual([told.accepted, told.reason], [false, reason]);
      assert.match(told.words, words);
    });
  }
});

it('Test Connection tells how large letters may be, how the line was secured, and until when the certificate holds', async () => {
  const told = await tested(await mailServer({ security: 'starttls', options: { size: 5_000_000 } }), starttls);
  assert.deepEqual(
    [told.accepted, told.max_size, told.tls_protocol, told.certificate_ends?.slice(0, 4)],
    [true, 5_000_000, 'TLSv1.3', '2100'],
  );
});

it('a letter that meets silence on port 465 without TLS at once tells that port and security do not fit', () => {
  const silence = new WireError('greeting', { code: timedOut });
  const reasonAt = (port: number, encryption: MailServer['encryption']) =>
    judge(silence, serverAt(port, { encryption })).reason;
  assert.equal(reasonAt(465, 'starttls'), 'wrong_port_for_security');
  assert.equal(reasonAt(465, 'ssl'), 'greeting_timeout');
  assert.equal(reasonAt(587, 'starttls'), 'greeting_timeout');
});
