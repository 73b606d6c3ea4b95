import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import type { MailServer } from '../../src/mail/index.ts';
import type { Verdict } from '../../src/mail/wire/failure.ts';
import { type Limits, usualLimits } from '../../src/mail/wire/limits.ts';
import { NoSession, openSession, type Parcel } from '../../src/mail/wire/session.ts';
import { replies, type Setup, startRawServer, startSmtpServer } from '../smtp-server.ts';
import { authority, certificates } from './certificates.ts';
import { serverAt } from './stage.ts';

const parcel: Parcel = {
  from: 'no-reply@acme.test',
  sender: 'no-reply@acme.test',
  to: 'ann@example.com',
  needsUtf8: false,
  raw: Buffer.from('Subject: Hello\r\n\r\nThe secret letter.\r\n'),
  text: 'The secret letter.',
};

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function keep<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  running.push(server);
  return server;
}

/** Takes one letter to a server and tells what became of it. */
async function deliver(
  server: MailServer,
  changes: { parcel?: Partial<Parcel>; limits?: Partial<Limits> } = {},
): Promise<Verdict> {
  const limits = { ...usualLimits, ...changes.limits };
  try {
    const stop = new AbortController().signal;
    const session = await openSession({ server, hostname: 'rekey.test', limits, stop });
    const verdict = await session.deliver({ ...parcel, ...changes.parcel });
    session.close();
    return verdict;
  } catch (error) {
    if (error instanceof NoSession) return error.verdict;
    throw error;
  }
}

async function verdictOn(setup: Setup, changes: Partial<MailServer> = {}): Promise<[string, string]> {
  const { port } = await keep(startSmtpServer(setup));
  const { outcome, reason } = await deliver(serverAt(port, changes));
  return [outcome, reason];
}

const safely = { starttls: { encryption: 'starttls', authority }, ssl: { encryption: 'ssl', authority } } as const;

describe('encryption', () => {
  for (const security of ['starttls', 'ssl'] as const) {
    it(`delivers over ${security} to a server whose certificate holds`, async () => {
      const server = await keep(startSmtpServer({ security }));
      assert.equal((await deliver(serverAt(server.port, safely[security]))).outcome, 'accepted');
      assert.equal(server.received[0]?.secure, true);
      assert.equal(server.received[0].hello, 'rekey.test');
    });

    it(`refuses over ${security} a certificate that has run out, is made out to another name, or nobody vouches for`, async () => {
      const refused = (certificate: keyof typeof certificates) =>
        verdictOn({ security, certificate: certificates[certificate] }, safely[security]);
      assert.deepEqual(await refused('expired'), ['temporary', 'certificate_expired']);
      assert.deepEqual(await refused('elsewhere'), ['temporary', 'certificate_name']);
      assert.deepEqual(await refused('stranger'), ['temporary', 'certificate_self_signed']);
    });

    it(`does not trust the proofs' authority over ${security} without being told to`, async () => {
      assert.deepEqual(await verdictOn({ security }, { encryption: security }), ['temporary', 'certificate_untrusted']);
    });

    it(`cannot be talked out of verifying over ${security} by the environment`, async () => {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      try {
        assert.deepEqual(await verdictOn({ security }, { encryption: security }), [
          'temporary',
          'certificate_untrusted',
        ]);
      } finally {
        delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      }
    });

    it(`speaks nothing older than TLS 1.2 over ${security}`, async () => {
      const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
      assert.deepEqual(await verdictOn({ security, options: old }, safely[security]), ['temporary', 'tls_handshake']);
    });
  }

  it('I-54 F-18 sends nothing in clear when somebody on the way takes the offer of STARTTLS out', async () => {
    const server = await keep(
      startRawServer(
        replies([
          [/^EHLO/, '250-raw.test\r\n250 SIZE 1000000'],
          [/^STARTTLS/, '502 no such thing'],
          [/./, '250 fine'],
        ]),
      ),
    );
    const user = { user: 'rekey@acme.test', password: 'Very-Secret-1' };
    const verdict = await deliver(serverAt(server.port, { ...safely.starttls, ...user }));
    assert.deepEqual([verdict.outcome, verdict.reason], ['temporary', 'starttls_missing']);
    assert.equal(server.heard(), 'EHLO rekey.test\r\nSTARTTLS\r\n');
  });

  it('I-54 believes nothing that was slipped in before the handshake', async () => {
    const server = await keep(
      startRawServer(
        replies([
          [/^EHLO/, '250-raw.test\r\n250 STARTTLS'],
          [/^STARTTLS/, '220 go\r\n250-raw.test\r\n250 AUTH PLAIN'],
        ]),
      ),
    );
    const verdict = await deliver(serverAt(server.port, safely.starttls), { limits: { greeting: 100 } });
    assert.deepEqual([verdict.outcome, verdict.reason], ['temporary', 'tls_handshake']);
  });

  it('tells a port that does not fit the security', async () => {
    assert.deepEqual(await verdictOn({ security: 'starttls' }, safely.ssl), ['temporary', 'wrong_port_for_security']);
  });

  it('speaks in clear to this machine only', async () => {
    for (const host of ['mail.elsewhere.example', '192.0.2.1', '0.0.0.0', '::', 'localhost.elsewhere.example']) {
      const { outcome, reason } = await deliver(serverAt(25, { host }));
      assert.deepEqual([outcome, reason], ['temporary', 'clear_text_refused'], host);
    }
  });
});

describe('what answers', () => {
  it('F-23 is told when nothing listens, and when the name leads nowhere', async () => {
    const { port, close } = await startRawServer(() => {});
    await close();
    assert.equal((await deliver(serverAt(port))).reason, 'connect_refused');
    assert.equal((await deliver(serverAt(port, { host: 'nowhere.invalid', encryption: 'ssl' }))).reason, 'dns');
  });

  it('F-23 is looked up anew at each try: where the name leads elsewhere by now, the letter goes there', async () => {
    const { port } = await keep(startSmtpServer());
    const answers = ['127.0.0.2', '127.0.0.1']; // nothing listens on the first
    const lookup: LookupFunction = (_host, _options, done) => {
      done(null, [{ address: answers.shift() ?? '', family: 4 }]);
    };
    const reach = { allows: () => true, lookup };
    const server = serverAt(port, { host: 'mail.moved.example', clearTextConfirmed: true, reach });
    assert.equal((await deliver(server)).reason, 'connect_refused');
    assert.equal((await deliver(server)).outcome, 'accepted');
  });

  it('is told when it never says hello', async () => {
    const { port } = await keep(startRawServer(() => {}));
    const verdict = await deliver(serverAt(port), { limits: { greeting: 50 } });
    assert.deepEqual(verdict, { outcome: 'temporary', reason: 'greeting_timeout', reply: undefined });
  });

  it('keeps no word of what is no mail server', async () => {
    const others = ['SSH-2.0-OpenSSH_9.2', 'HTTP/1.1 400 Bad Request', '200 hello', '+OK pop'];
    for (const hello of others) {
      const { port } = await keep(startRawServer((socket) => void socket.write(`${hello}\r\n`)));
      const { outcome, reason, reply } = await deliver(serverAt(port));
      assert.equal(outcome, 'temporary');
      assert.ok(['not_smtp', 'try_later'].includes(reason), `${hello}: ${reason}`);
      assert.equal(reply, undefined);
    }
  });

  it('keeps no word of a mail server that turns us away before it has proved to be one', async () => {
    const { port } = await keep(startRawServer((socket) => void socket.write('554 secret internals\r\n')));
    assert.deepEqual(await deliver(serverAt(port)), { outcome: 'temporary', reason: 'turned_away', reply: undefined });
  });

  it('F-15 is not waited for when it trickles', async () => {
    const { port } = await keep(
      startRawServer((socket) => {
        const timer = setInterval(() => socket.write('2'), 10);
        socket.on('close', () => clearInterval(timer));
      }),
    );
    assert.equal((await deliver(serverAt(port), { limits: { greeting: 100 } })).reason, 'greeting_timeout');
  });

  it('is told when it falls silent in the middle', async () => {
    const hello = [/^EHLO/, '250 raw.test'] as const;
    const { port } = await keep(startRawServer(replies([hello])));
    const verdict = await deliver(serverAt(port), { limits: { command: 50 } });
    assert.deepEqual([verdict.outcome, verdict.reason], ['temporary', 'command_timeout']);
  });

  it('leaves the outcome unknown when it falls silent after the whole letter', async () => {
    const table = [
      [/^EHLO/, '250 raw.test'],
      [/^(MAIL|RCPT)/, '250 fine'],
      [/^DATA/, '354 go on'],
    ] as const;
    const { port } = await keep(startRawServer(replies(table)));
    const verdict = await deliver(serverAt(port), { limits: { data: 50 } });
    assert.deepEqual([verdict.outcome, verdict.reason], ['unknown', 'dropped_after_data']);
  });
});

describe('signing in', () => {
  const known = { user: 'rekey@acme.test', password: 'Very-Secret-1' };

  it('uses user and password', async () => {
    const server = await keep(startSmtpServer({ auth: true }));
    assert.equal((await deliver(serverAt(server.port, known))).outcome, 'accepted');
    assert.equal(server.received[0]?.user, known.user);
  });

  it('is the server’s trouble when refused, and its words keep no credentials', async () => {
    const login = (user: string, password: string) => ({ code: 535, text: `no ${user} with ${password} here` });
    const { port } = await keep(startSmtpServer({ auth: true, script: { login } }));
    const { outcome, reason, reply } = await deliver(serverAt(port, known));
    assert.deepEqual([outcome, reason, reply], ['temporary', 'login_refused', '535 no *** with *** here']);
  });

  it('says so when the server wants it and there is nothing to sign in with', async () => {
    assert.deepEqual(await verdictOn({ auth: true }), ['temporary', 'login_missing']);
  });
});

describe('what a server says of a letter', () => {
  const said = (step: 'from' | 'to' | 'letter', code: number, text: string) =>
    verdictOn({ script: { [step]: () => ({ code, text }) } });

  it('is permanent only where it concerns the recipient or the letter', async () => {
    assert.deepEqual(await said('from', 550, 'sender not allowed'), ['temporary', 'sender_refused']);
    assert.deepEqual(await said('to', 550, '5.1.1 no such user'), ['permanent', 'recipient_refused']);
    assert.deepEqual(await said('to', 554, '5.7.1 Relay access denied'), ['temporary', 'relay_refused']);
    assert.deepEqual(await said('to', 552, '5.2.2 over quota'), ['permanent', 'mailbox_full']);
    assert.deepEqual(await said('to', 452, '4.2.2 over quota'), ['temporary', 'mailbox_full']);
    assert.deepEqual(await said('to', 450, '4.7.1 Greylisted, come again'), ['temporary', 'greylisted']);
    assert.deepEqual(await said('to', 451, 'come again'), ['temporary', 'try_later']);
    assert.deepEqual(await said('letter', 554, '5.7.1 spam'), ['permanent', 'message_refused']);
    assert.deepEqual(await said('letter', 552, '5.3.4 too big'), ['permanent', 'too_large']);
    assert.deepEqual(await said('letter', 451, 'come again'), ['temporary', 'try_later']);
    assert.deepEqual(await said('from', 421, 'too many connections'), ['temporary', 'too_many_connections']);
  });

  it('is kept on one line, without what the letter holds in confidence', async () => {
    const link = 'https://rekey.test/web/reset_password?token=Jx2mVtqvXl0y5wq1ZkE9bTn3uYc7RhPa4sDgFoLiKeM';
    const letter = () => ({ code: 550, text: `5.7.1 listed:\u202e ${link}\u0007 see ${'x'.repeat(300)}` });
    const { port } = await keep(startSmtpServer({ script: { letter } }));
    const { reply = '' } = await deliver(serverAt(port), { parcel: { text: `Open ${link} now.` } });
    assert.match(reply, /^550 5\.7\.1 listed: https:\/\/rekey\.test\/web\/reset_password\?token=\*\*\* see x+…$/);
    assert.equal([...reply].length, 200);
  });

  it('is asked, where it can, to send back the headers of a letter alone: nobody else gets a link that works', async () => {
    const said = async (...offered: string[]): Promise<string> => {
      const table = [
        [/^EHLO/, ['250-raw.test', ...offered, '250 HELP'].join('\r\n')],
        [/^(MAIL|RCPT)/, '250 fine'],
        [/^DATA/, '354 go on'],
        [/^\.$/, '250 fine'],
      ] as const;
      const server = await keep(startRawServer(replies(table)));
      assert.equal((await deliver(serverAt(server.port))).outcome, 'accepted');
      return /^(MAIL FROM.*)\r\n(RCPT TO.*)\r\n/m.exec(server.heard())?.slice(1).join(' | ') ?? '';
    };
    const usual = 'MAIL FROM:<no-reply@acme.test>';
    assert.equal(await said('250-DSN'), `${usual} RET=HDRS | RCPT TO:<ann@example.com>`);
    assert.equal(await said(), `${usual} | RCPT TO:<ann@example.com>`);
  });

  it('is one sentence when it comes in several lines', async () => {
    const table = [
      [/^EHLO/, '250 raw.test'],
      [/^MAIL/, '250 fine'],
      [/^RCPT/, '550-5.1.1 There is\r\n550 5.1.1 nobody here'],
      [/^RSET/, '250 fine'],
    ] as const;
    const { port } = await keep(startRawServer(replies(table)));
    assert.equal((await deliver(serverAt(port))).reply, '550 5.1.1 There is nobody here');
  });

  it('lets the next letter go over the same connection', async () => {
    const server = await keep(
      startSmtpServer({
        script: { to: (address) => (address.startsWith('no') ? { code: 550, text: 'no' } : undefined) },
      }),
    );
    const session = await openSession({
      server: serverAt(server.port),
      hostname: 'rekey.test',
      limits: usualLimits,
      stop: new AbortController().signal,
    });
    assert.equal((await session.deliver({ ...parcel, to: 'nobody@example.com' })).outcome, 'permanent');
    assert.equal((await session.deliver(parcel)).outcome, 'accepted');
    session.quit();
    assert.equal(server.connections.total, 1);
  });

  it('stands for nothing when the line breaks before the whole letter has left', async () => {
    for (const step of ['from', 'to'] as const) {
      assert.deepEqual(await verdictOn({ script: { [step]: () => 'drop' } }), ['temporary', 'dropped']);
    }
  });

  describe('where commands go out together', () => {
    const hello = [/^EHLO/, '250-raw.test\r\n250 PIPELINING'] as const;
    const gone = [/^RCPT/, '550 5.1.1 No such user'] as const;
    const refused = { outcome: 'permanent', reason: 'recipient_refused', reply: '550 5.1.1 No such user' };
    const said = async (table: Parameters<typeof replies>[0], hangUp = false): Promise<Verdict> => {
      const answer = replies([hello, ...table]);
      const { port } = await keep(
        startRawServer((socket) => {
          answer(socket);
          if (hangUp) socket.on('data', (chunk: Buffer) => chunk.includes('DATA') && socket.end());
        }),
      );
      return deliver(serverAt(port), { limits: { command: 100 } });
    };

    it('is what counts where the server hangs up right after it, or falls silent', async () => {
      const fine = [/^MAIL/, '250 fine'] as const;
      const goOn = [/^DATA/, '354 go on'] as const;
      assert.deepEqual(await said([fine, gone], true), refused);
      assert.deepEqual(await said([fine, gone]), refused);
      assert.deepEqual(await said([fine, gone, goOn]), refused);
      const sender = [/^MAIL/, '554 5.7.1 Sender address rejected'] as const;
      const about = await said([sender, [/^RCPT/, '503 no sender']], true);
      assert.deepEqual(about, {
        outcome: 'temporary',
        reason: 'sender_refused',
        reply: '554 5.7.1 Sender address rejected',
      });
      assert.deepEqual(await said([fine], true), { outcome: 'temporary', reason: 'dropped', reply: undefined });
    });

    it('is silence over the letter, not the server’s, once the recipient was named and answered oddly', async () => {
      const odd = [
        [/^MAIL/, '250 fine'],
        [/^RCPT/, '354 what'],
        [/^DATA/, '354 go on'],
      ] as const;
      assert.equal((await said(odd)).reason, 'letter_timeout');
    });
  });

  describe('that comes once too often', () => {
    const fine = [/^(?:EHLO|MAIL|RCPT|RSET)/, '250 fine'] as const;
    const table = (data: string, dot: string) => replies([fine, [/^DATA/, data], [/^\.$/, dot]]);
    const sessionWith = async (serve: ReturnType<typeof replies>) => {
      const { port, heard } = await keep(startRawServer(serve));
      const stop = new AbortController().signal;
      const session = await openSession({ server: serverAt(port), hostname: 'rekey.test', limits: usualLimits, stop });
      return { session, heard };
    };

    it('is no answer to the next letter: the line ends with the one that it came with', async () => {
      const { session } = await sessionWith(table('354 go on', '250 taken\r\n250 queued'));
      assert.equal((await session.deliver(parcel)).outcome, 'accepted');
      assert.equal(session.alive(), false);
    });

    it('lets no content leave where it stands for the go-ahead, and ends the line', async () => {
      const { session, heard } = await sessionWith(table('250 fine', '250 taken'));
      const { outcome, reason } = await session.deliver(parcel);
      assert.deepEqual([outcome, reason], ['temporary', 'not_smtp']);
      assert.equal(session.alive(), false);
      assert.ok(!heard().includes('secret letter'));
    });

    it('confirms no letter whose content was not there yet, and lets none leave', async () => {
      const { session, heard } = await sessionWith(table('354 go on\r\n250 taken', '550 5.7.1 no'));
      const { outcome, reason } = await session.deliver(parcel);
      assert.deepEqual([outcome, reason], ['temporary', 'not_smtp']);
      assert.equal(session.alive(), false);
      assert.ok(!heard().includes('secret letter'));
    });

    it('leaves the outcome unknown where it stands for the confirmation, and ends the line', async () => {
      const { session } = await sessionWith(table('354 go on', '354 go on'));
      assert.equal((await session.deliver(parcel)).outcome, 'unknown');
      assert.equal(session.alive(), false);
    });
  });

  it('is unknown when the line breaks between the final dot and the confirmation', async () => {
    assert.deepEqual(await verdictOn({ script: { letter: () => 'drop' } }), ['unknown', 'dropped_after_data']);
  });
});

describe('an address outside ASCII', () => {
  const umlaut = { to: 'jörg@example.com', needsUtf8: true };

  it('goes to a server that offers SMTPUTF8', async () => {
    const server = await keep(startSmtpServer());
    assert.equal((await deliver(serverAt(server.port), { parcel: umlaut })).outcome, 'accepted');
    assert.deepEqual(server.received[0]?.to, ['jörg@example.com']);
  });

  it('is refused for good, and named to nobody, where the server does not', async () => {
    const server = await keep(startSmtpServer({ options: { hideSMTPUTF8: true } }));
    const verdict = await deliver(serverAt(server.port), { parcel: umlaut });
    assert.deepEqual([verdict.outcome, verdict.reason], ['permanent', 'smtputf8_missing']);
    assert.deepEqual(server.asked, []);
  });
});
