import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { type Bounce, classify } from '../../src/mail/bounces/classify.ts';
import { messageOf, returnPath } from '../../src/mail/bounces/return-path.ts';
import { anySecrets } from '../any-secrets.ts';

/** What a letter to Ann is told to have become. */
const read = (raw: Uint8Array): Promise<Bounce | undefined> => classify(raw, 'ann@other.test');

const lines = (...text: string[]): Uint8Array => Buffer.from(text.join('\r\n'));

/** A delivery report as RFC 3464 has it, about one recipient. */
function report(fields: string[], subject = 'Undelivered Mail Returned to Sender'): Uint8Array {
  return lines(
    'From: MAILER-DAEMON@mx.other.test',
    `Subject: ${subject}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.other.test',
    '',
    ...fields,
    '',
    '--b--',
    '',
  );
}

function prose(headers: string[], ...body: string[]): Uint8Array {
  return lines(...headers, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', ...body, '');
}

describe('A letter that came back', () => {
  it('says by its report that it will not arrive, in the words of the server that gave up', async () => {
    const raw = report([
      'Final-Recipient: rfc822; ann@other.test',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 <ann@other.test>: Recipient address rejected:',
      '    User unknown',
    ]);
    assert.deepEqual(await read(raw), {
      action: 'failed',
      status: '5.1.1',
      words: '550 5.1.1 <ann@other.test>: Recipient address rejected: User unknown',
    });
  });

  it('says that it is only late', async () => {
    const raw = report(['Final-Recipient: rfc822; ann@other.test', 'Action: delayed', 'Status: 4.4.1']);
    assert.equal((await read(raw))?.action, 'delayed');
    const silent = report(['Final-Recipient: rfc822; ann@other.test', 'Status: 4.4.1']);
    assert.equal((await read(silent))?.action, 'delayed');
  });

  it('will not arrive when its report says so, whatever code the last try had (RFC 3464)', async () => {
    for (const status of ['4.2.2', '4.4.7', '5.1.1', 'unknown']) {
      const raw = report(['Final-Recipient: rfc822; ann@other.test', 'Action: failed', `Status: ${status}`]);
      assert.equal((await read(raw))?.action, 'failed', status);
    }
    const silent = report(['Final-Recipient: rfc822; ann@other.test', 'Status: 5.1.1']);
    assert.equal((await read(silent))?.action, 'failed');
  });

  it('is no bounce when it is a receipt, or a report that it arrived', async () => {
    for (const action of ['delivered', 'relayed', 'expanded'])
      assert.equal(await read(report([`Action: ${action}`, 'Status: 2.0.0'])), undefined);
  });

  it('is told of by what befell its own recipient, of several', async () => {
    const others = ['Final-Recipient: rfc822; ben@third.test', 'Action: failed', 'Status: 5.1.1', ''];
    const sentOn = ['Original-Recipient: rfc822;ann@other.test', ...others];
    const ours = (action: string) => [
      `Final-Recipient: RFC822; <Ann@Other.test>`,
      `Action: ${action}`,
      'Status: 5.2.2',
    ];
    for (const before of [others, sentOn]) {
      assert.equal(await read(report([...before, ...ours('delivered')])), undefined);
      assert.equal((await read(report([...before, ...ours('failed')])))?.status, '5.2.2');
      assert.equal((await read(report(before)))?.status, '5.1.1');
    }
  });

  it('knows its recipient in whichever script the report has the address (RFC 6533)', async () => {
    const other = ['Final-Recipient: rfc822; ben@third.test', 'Action: failed', 'Status: 5.1.1', ''];
    const ours = (named: string) => [...other, named, 'Action: failed', 'Status: 5.2.2'];
    const punycode = 'Ann@xn--bcher-kva.test';
    const named = [
      `Final-Recipient: rfc822; ${punycode}`,
      'Final-Recipient: utf-8; ann@Bücher.test',
      'Original-Recipient: utf-8;ann@b\\x{FC}cher.test',
    ];
    for (const recipient of named) {
      for (const address of ['ann@bücher.test', punycode]) {
        const told = await classify(report(ours(recipient)), address);
        assert.equal(told?.status, '5.2.2', `${recipient} for ${address}`);
      }
    }
    const local = report(ours('Original-Recipient: utf-8; j\\x{F6}rg@other.test'));
    assert.equal((await classify(local, 'jörg@other.test'))?.status, '5.2.2');
    const broken = report(ours('Final-Recipient: utf-8; ann@b\\x{FFFFFF}\\x{D800}cher.test'));
    assert.equal((await classify(broken, 'ann@bücher.test'))?.status, '5.1.1');
    const text = Buffer.from(report(ours(named[1] ?? ''))).toString();
    const global = Buffer.from(text.replace('message/delivery-status', 'message/global-delivery-status'));
    assert.deepEqual(await classify(global, 'ann@bücher.test'), { action: 'failed', status: '5.2.2', words: '5.2.2' });
  });

  it('is understood in the prose of those who send no report', async () => {
    const qmail = prose(
      ['From: MAILER-DAEMON@mx.other.test', 'Subject: failure notice'],
      'Hi. This is the qmail-send program at mx.other.test.',
      '<ann@other.test>:',
      'Sorry, no mailbox here by that name. (#5.1.1)',
    );
    assert.deepEqual(await read(qmail), {
      action: 'failed',
      status: '5.1.1',
      words: 'Sorry, no mailbox here by that name. (#5.1.1)',
    });
    const exim = prose(
      [
        'From: Mail Delivery System <Mailer-Daemon@mx.other.test>',
        'X-Failed-Recipients: ann@other.test',
        'Subject: Mail delivery failed: returning message to sender',
        'Auto-Submitted: auto-replied',
      ],
      'ann@other.test',
      '    host mx.third.test: 550 Mailbox unavailable',
    );
    // It says of itself that it is an answer, as reports do.
    assert.equal((await read(exim))?.action, 'failed');
    const late = prose(
      ['From: Mail Delivery Subsystem <postmaster@mx.other.test>', 'Subject: Delivery Status Notification (Delay)'],
      'The message has been delayed; delivery will be retried.',
    );
    assert.equal((await read(late))?.action, 'delayed');
  });

  it('will not arrive in prose either, unless that says that it may', async () => {
    const from = 'From: Mail Delivery System <Mailer-Daemon@mx.other.test>';
    const spent = prose(
      [from, 'X-Failed-Recipients: ann@other.test', 'Subject: Mail delivery failed: returning message to sender'],
      'ann@other.test',
      '    host mx.third.test: 450 4.2.1 try later: retry timeout exceeded',
    );
    assert.deepEqual(await read(spent), {
      action: 'failed',
      status: '4.2.1',
      words: 'host mx.third.test: 450 4.2.1 try later: retry timeout exceeded',
    });
    const exim = prose(
      [from, 'Subject: Warning: message 1abcde-000001-AB delayed 24 hours'],
      'Delivery attempts will continue for some time.',
    );
    const sendmail = prose(
      [from, 'Subject: Warning: could not send message for past 4 hours'],
      '451 4.4.1 reply: read error from mx.third.test.',
      'Message will be retried for 5 days.',
    );
    for (const late of [exim, sendmail]) assert.equal((await read(late))?.action, 'delayed');
  });

  it('is no bounce when a mail server writes that all went well, or that something is still to be done', async () => {
    const told: [subject: string, text: string][] = [
      ['Delivery status: delivered', 'Your message was delivered to the mailbox of ann@other.test.'],
      ['Delivery Status Notification', 'Your letter was relayed to a mail server that sends no receipts.'],
      ['Mail delivery failed? Please confirm', 'Please confirm that you are human.'],
      ['Undeliverable? Message held in quarantine', 'Your message is held for review.'],
    ];
    for (const [subject, text] of told)
      assert.equal(
        await read(prose(['From: postmaster@mx.other.test', `Subject: ${subject}`], text)),
        undefined,
        subject,
      );
  });

  it('is no bounce when a person or a vacation notice answers', async () => {
    const vacation = prose(
      ['From: Ann <ann@other.test>', 'Subject: Out of office', 'Auto-Submitted: auto-replied'],
      'I am away until 550 May.',
    );
    const person = prose(
      ['From: Ann <ann@other.test>', 'Subject: Re: Password reset for Ann'],
      'It does not exist any more?',
    );
    for (const raw of [vacation, person, Buffer.from([0, 255, 13]), Buffer.alloc(0)])
      assert.equal(await read(raw), undefined);
  });
});

describe('The return path of a letter', () => {
  const id = randomUUID();
  const path = returnPath(anySecrets, 'bounces@acme.test', id) ?? '';

  it('names the letter in an address that every mail server takes', () => {
    assert.match(path, /^bounces\+[0-9a-f]{32}-[0-9a-f]{16}@acme\.test$/);
    assert.ok(path.indexOf('@') <= 64);
    assert.equal(messageOf(anySecrets, path), id);
    assert.equal(messageOf(anySecrets, path.toUpperCase()), id);
  });

  it('is believed only if we made it', () => {
    const forged = path.replace(/-[0-9a-f]/, (two) => (two === '-0' ? '-1' : '-0'));
    for (const other of [forged, path.replace(id.slice(0, 8), '00000000'), 'bounces@acme.test', ''])
      assert.equal(messageOf(anySecrets, other), undefined, other);
  });

  it('is none of its own where nobody takes bounces', () =>
    assert.equal(returnPath(anySecrets, undefined, id), undefined));
});
