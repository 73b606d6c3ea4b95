import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { usualLimits } from '../../src/mail/wire/limits.ts';
import { openSession } from '../../src/mail/wire/session.ts';
import { type RawServer, replies, startRawServer } from '../smtp-server.ts';
import { serverAt } from './stage.ts';

let server: RawServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Step = 'MAIL' | 'RCPT' | 'letter';

/** What becomes of a letter at a server that says this, in these very lines, at one step. */
async function verdictOn(step: Step, ...lines: string[]): Promise<string> {
  const said = lines.join('\r\n');
  server = await startRawServer(
    replies([
      [/^EHLO/, '250 raw.test'],
      [/^RSET/, '250 fine'],
      [step === 'letter' ? /^\.$/ : new RegExp(`^${step}`), said],
      [/^(MAIL|RCPT)/, '250 fine'],
      [/^DATA/, '354 go on'],
    ]),
  );
  const session = await openSession({
    server: serverAt(server.port),
    hostname: 'rekey.test',
    limits: usualLimits,
    stop: new AbortController().signal,
  });
  const { outcome, reason } = await session.deliver({
    from: 'no-reply@acme.test',
    sender: 'no-reply@acme.test',
    to: 'ann@example.com',
    needsUtf8: false,
    raw: Buffer.from('Subject: Hello\r\n\r\nA letter.\r\n'),
    text: 'A letter.',
  });
  session.quit();
  return `${outcome} ${reason}`;
}

type Saying = [who: string, step: Step, ...lines: string[]];

/** Verdicts, each with what mail servers say that mean it. */
const sayings: [verdict: string, said: Saying[]][] = [
  // what they hold against our machine
  [
    'temporary host_refused',
    [
      [
        'Postfix',
        'RCPT',
        '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1',
      ],
      ['Postfix', 'RCPT', '450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]'],
      ['Postfix', 'RCPT', '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]'],
      ['Postfix', 'RCPT', '554 5.7.1 <unknown[192.0.2.1]>: Client host rejected: Access denied'],
      ['Postfix', 'RCPT', '504 5.5.2 <rekey>: Helo command rejected: need fully-qualified hostname'],
      ['Postfix', 'RCPT', '554 5.7.1 <rekey.test>: Helo command rejected: Host not found'],
      ['Exim', 'RCPT', '550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)'],
      [
        'Exim',
        'RCPT',
        '550-"JunkMail rejected - rekey.test [192.0.2.1]:40312 is in an RBL,',
        '550 see https://www.spamhaus.org/query/ip/192.0.2.1"',
      ],
      [
        'Exchange Online',
        'RCPT',
        '550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/query/ip/192.0.2.1 (AS16012611)',
      ],
      [
        'Exchange Online',
        'RCPT',
        '550 5.7.1 Service unavailable, Helo domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8001)',
      ],
      [
        'Exchange Online',
        'RCPT',
        '550 5.7.606 Access denied, banned sending IP [192.0.2.1]. To request removal from this list please visit https://sender.office.com/ (AS16012609)',
      ],
      [
        'Exchange Online',
        'letter',
        '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. For more information please go to http://go.microsoft.com/fwlink/?LinkId=526653 AS(7230)',
      ],
      [
        'Gmail',
        'letter',
        "550-5.7.1 [192.0.2.1] The IP you're using to send mail is not authorized to",
        '550-5.7.1 send email directly to our servers. Please use the SMTP relay at your',
        '550-5.7.1 service provider instead. For more information, go to',
        '550 5.7.1  https://support.google.com/mail/?p=NotAuthorizedError a1si1 - gsmtp',
      ],
      [
        'Gmail',
        'letter',
        '550-5.7.25 [192.0.2.1] The IP address sending this message does not have a PTR',
        '550 5.7.25 record setup, or the corresponding forward DNS entry does not match. - gsmtp',
      ],
      ['Proofpoint', 'RCPT', '554 5.7.1 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1'],
      ['Exim', 'RCPT', '550 5.7.1 Rejected: 192.0.2.1 listed at zen.spamhaus.org'],
      [
        'Yahoo',
        'MAIL',
        '553 5.7.1 [TS03] All messages from 192.0.2.1 will be permanently deferred; Retrying will NOT succeed. See https://postmaster.yahooinc.com/error-codes',
      ],
      ['Brevo', 'letter', '525 5.7.1 Unauthorized IP address'],
      ['SMTP2GO', 'RCPT', '550 that IP address is not allowed to send'],
    ],
  ],
  // what they hold against our sender
  [
    'temporary sender_refused',
    [
      ['Postfix', 'RCPT', '553 5.7.1 <no-reply@acme.test>: Sender address rejected: not owned by user rekey@acme.test'],
      ['Postfix', 'RCPT', '450 4.1.8 <no-reply@acme.test>: Sender address rejected: Domain not found'],
      [
        'Postfix',
        'RCPT',
        '550 5.1.0 <no-reply@acme.test>: Sender address rejected: User unknown in local recipient table',
      ],
      [
        'Postfix',
        'RCPT',
        '550 5.1.7 <no-reply@acme.test>: Sender address rejected: undeliverable address: host mx.acme.test[192.0.2.1] said: 550 5.1.1 No such user',
      ],
      [
        'Postfix',
        'RCPT',
        '554 5.7.1 Service unavailable; Sender address [no-reply@acme.test] blocked using dbl.spamhaus.org',
      ],
      ['Zimbra', 'RCPT', '553 5.7.1 <no-reply@acme.test>: Sender address rejected: not logged in'],
      [
        'Exim',
        'RCPT',
        '550-Verification failed for <no-reply@acme.test>',
        '550-The mail server could not deliver mail to no-reply@acme.test. The account or domain may not exist, they may be blacklisted, or missing the proper dns entries.',
        '550 Sender verify failed',
      ],
      ['Exchange', 'letter', '550 5.7.60 SMTP; Client does not have permissions to send as this sender'],
      [
        'Exchange Online',
        'letter',
        '554 5.2.252 SendAsDenied; rekey@acme.test not allowed to send as no-reply@acme.test; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied',
      ],
      [
        'Amazon SES',
        'letter',
        '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: no-reply@acme.test',
      ],
      [
        'SendGrid',
        'letter',
        '550 The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.',
      ],
      ['qmail', 'RCPT', '553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)'],
      ['qmail', 'RCPT', '571 sorry, sender address has invalid format (#5.1.7 - chkuser)'],
      ['sendmail', 'RCPT', '553 5.1.8 <ann@example.com>... Domain of sender address no-reply@acme.test does not exist'],
      ['a host with an empty MX', 'RCPT', '550 5.7.27 Sender address has null MX'],
      ['Zoho', 'letter', '553 Relaying disallowed as no-reply@acme.test'],
      ['IONOS', 'letter', '554-Transaction failed', '554 Unauthorized sender address.'],
      [
        'Postmark',
        'letter',
        "550 5.0.0 The 'From' address you supplied (no-reply@acme.test) is not a Sender Signature on your account. Please add and confirm this address in order to be able to use it in the 'From' field of your messages.",
      ],
      ['Proton Mail', 'letter', '554 5.0.0 Error: transaction failed, unknown sender address'],
      [
        'Exim',
        'RCPT',
        '550-Callback setup failed while verifying <no-reply@acme.test>',
        '550-The initial connection, or a HELO or MAIL FROM:<> command was rejected: 550 User unknown',
        '550 Sender verify failed',
      ],
    ],
  ],
  // what they do not believe of our sender
  [
    'temporary sender_unproven',
    [
      [
        'Postfix',
        'RCPT',
        '550 5.7.23 <ann@example.com>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=no-reply@acme.test;ip=192.0.2.1;r=ann@example.com',
      ],
      ['Zoho', 'RCPT', "550 5.7.23 Sender's SPF Policy Failure"],
      [
        'Exim',
        'RCPT',
        "550 5.1.0 192.0.2.1 is not allowed to send from <acme.test> per it's SPF Record. Please inspect your SPF settings, and try again.",
      ],
      [
        'Gmail',
        'letter',
        '550-5.7.26 Your email has been blocked because the sender is unauthenticated.',
        '550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.',
        '550 5.7.26 a1si1 - gsmtp',
      ],
      [
        'Gmail',
        'letter',
        "550-5.7.26 Unauthenticated email from acme.test is not accepted due to domain's",
        '550 5.7.26 DMARC policy. a1si1 - gsmtp',
      ],
      [
        'Exchange Online',
        'letter',
        '550 5.7.515 Access denied, sending domain ACME.TEST does not meet the required authentication level.',
      ],
      [
        'Exchange Online',
        'letter',
        '550 5.7.509 Access denied, sending domain ACME.TEST does not pass DMARC verification and has a DMARC policy of reject.',
      ],
      [
        'Mimecast',
        'RCPT',
        '550 Rejected by header based Anti-Spoofing policy: no-reply@acme.test - https://community.mimecast.com/docs/DOC-1369#550',
      ],
    ],
  ],
  // what they hold against our account
  [
    'temporary account_limited',
    [
      ['Postfix', 'RCPT', '554 5.7.1 <ann@example.com>: Recipient address rejected: Email Sending Quota Exceeded'],
      ['Postfix', 'letter', '554 5.7.1 <DATA>: Data command rejected: limit of 400 rcpts per 24 hours'],
      [
        'Gmail',
        'letter',
        '550-5.4.5 Daily user sending quota exceeded. For more information on Gmail',
        '550-5.4.5 sending limits go to',
        '550 5.4.5  https://support.google.com/a/answer/166852 a1si1 - gsmtp',
      ],
      [
        'Exchange Online',
        'letter',
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
      ],
      [
        'Exchange Online',
        'letter',
        "550 5.7.232 Your message can't be sent because your trial tenant has exceeded its daily limit for sending email to external recipients",
      ],
      [
        'Exchange Online',
        'RCPT',
        '550 5.7.511 Access denied, banned sender[192.0.2.1]. To request removal from this list please forward this message to delist@microsoft.com',
      ],
      ['Exchange Online', 'RCPT', '550 5.7.503 Access denied, banned sender'],
      ['Exchange Online', 'letter', '550 5.7.705 Service unavailable. Access denied, tenant has exceeded threshold.'],
      [
        'Exchange Online',
        'letter',
        '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains.',
      ],
      [
        'Exchange Online',
        'letter',
        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a permanent exception with message The message can't be submitted because the sender's submission quota was exceeded.",
      ],
      [
        'Amazon SES',
        'letter',
        '554 Transaction failed: Sending paused for this account. For more information, please check the inbox of the email address associated with your AWS account.',
      ],
      ['Mailgun', 'letter', '550 5.7.1 Domain acme.test is not allowed to send: Please activate your Mailgun account.'],
      [
        'cPanel',
        'letter',
        '550 Domain acme.test has exceeded the max emails per hour (150/100 (150%)) allowed. Message discarded.',
      ],
      [
        'cPanel',
        'letter',
        '550 Domain acme.test has exceeded the max defers and failures per hour (5/5 (100%)) allowed. Message discarded.',
      ],
    ],
  ],
  // what we may not do there
  [
    'temporary relay_refused',
    [
      ['Postfix', 'RCPT', '554 5.7.1 <ann@example.com>: Relay access denied'],
      ['Exim', 'RCPT', '550 relay not permitted'],
      ['Exchange', 'RCPT', '550 5.7.1 Unable to relay for ann@example.com'],
      ['Exchange', 'RCPT', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'],
      [
        'Exchange Online',
        'RCPT',
        '550 5.7.64 TenantAttribution; Relay Access Denied [DB5EUR01FT054.eop-EUR01.prod.protection.outlook.com]',
      ],
      [
        'Google Workspace',
        'RCPT',
        "550-5.7.1 Invalid credentials for relay [192.0.2.1]. The IP address you've",
        "550-5.7.1 registered in your Workspace SMTP Relay service doesn't match the domain",
        '550 5.7.1 of the account this email is being sent from. - gsmtp',
      ],
      ['qmail', 'RCPT', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
    ],
  ],
  [
    'temporary login_missing',
    [
      [
        'Exim',
        'RCPT',
        '550-Please turn on SMTP Authentication in your mail client. rekey.test',
        '550-[192.0.2.1]:40312 is not permitted to relay through this server without',
        '550 authentication.',
      ],
      [
        'Exchange Online',
        'MAIL',
        '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
      ],
    ],
  ],
  // what concerns the recipient
  [
    'permanent recipient_refused',
    [
      [
        'Postfix',
        'RCPT',
        '550 5.1.1 <relay@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
      ],
      ['Postfix', 'RCPT', '550 5.7.1 <ann@example.com>: Recipient address rejected: Access denied'],
      ['Exim', 'RCPT', '550 <relay-denied@x.example>: user unknown'],
      ['Exim', 'RCPT', '550 relay3.example says 550 no such user'],
      ['Exim', 'RCPT', '550 No such person at this address'],
      [
        'Exchange Online',
        'RCPT',
        '550 5.4.1 Recipient address rejected: Access denied. [DB5EUR01FT054.eop-EUR01.prod.protection.outlook.com]',
      ],
      ['Exchange', 'letter', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
      [
        'Exchange',
        'letter',
        '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed',
      ],
      [
        'Gmail',
        'RCPT',
        '550-5.1.1 The email account that you tried to reach does not exist. Please try',
        "550-5.1.1 double-checking the recipient's email address for typos or",
        '550 5.1.1 unnecessary spaces. - gsmtp',
      ],
      ['Gmail', 'RCPT', '550 5.2.1 The email account that you tried to reach is disabled. - gsmtp'],
      ['qmail', 'RCPT', '550 sorry, no mailbox here by that name (#5.1.1 - chkuser)'],
      ['an old server', 'RCPT', '550 User unknown. Contact your mail server administrator'],
      ['an old server', 'RCPT', '550 No such user here; sender address not checked'],
      ['an old server', 'RCPT', '550 No such user: SPF was not looked at'],
      ['Exim', 'RCPT', '550 Unrouteable address'],
      ['Domino', 'RCPT', '550 ann@example.com... not listed in Domino Directory'],
      ['RFC 5321', 'RCPT', '550 Requested action not taken: mailbox unavailable'],
      [
        'Yahoo',
        'letter',
        "554 delivery error: dd This user doesn't have a yahoo.com account (ann@yahoo.com) [0] - mta1.mail.yahoo.com",
      ],
      ['a server', 'RCPT', '550 5.1.0 <ann@example.com>: no'],
    ],
  ],
  [
    'temporary try_later',
    [
      ['Gmail', 'RCPT', '450 4.2.1 The user you are trying to contact is receiving mail too quickly. - gsmtp'],
      [
        'GMX',
        'RCPT',
        '550-Requested action not taken: mailbox unavailable',
        '550 Failure sending mail. Try again later',
      ],
      ['a server', 'RCPT', '452 Requested action not taken: insufficient system storage'],
    ],
  ],
  [
    'temporary greylisted',
    [
      [
        'Postfix',
        'RCPT',
        '450 4.2.0 <ann@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.com.html',
      ],
      ['Postfix', 'RCPT', '450 4.7.1 <unknown[192.0.2.1]>: Client host rejected: Greylisted for 5 minutes'],
    ],
  ],
  // what is too much
  [
    'permanent mailbox_full',
    [
      [
        'Gmail',
        'RCPT',
        '552-5.2.2 The email account that you tried to reach is over quota. Please direct',
        '552 5.2.2 the recipient to https://support.google.com/mail/?p=OverQuotaPerm - gsmtp',
      ],
      ['Gmail', 'letter', "552 5.2.2 The recipient's inbox is out of storage space. - gsmtp"],
      ['Dovecot', 'RCPT', '552 Quota exceeded'],
      ['a server', 'letter', '552 Mailbox full'],
      ['RFC 5321', 'letter', '552 Requested mail action aborted: exceeded storage allocation'],
      ['a server', 'RCPT', '550 mailbox size limit exceeded'],
    ],
  ],
  [
    'temporary mailbox_full',
    [['Dovecot', 'letter', '452 4.2.2 <ann@example.com> Quota exceeded (mailbox for user is full)']],
  ],
  ['temporary sender_refused', [['Zimbra', 'MAIL', '552 5.2.2 Over quota']]],
  [
    'permanent too_large',
    [
      ['Postfix', 'MAIL', '552 5.3.4 Message size exceeds fixed limit'],
      ['Exim', 'MAIL', '552 Message size exceeds maximum permitted'],
      ['Exim', 'letter', '552 Message size exceeds maximum permitted'],
      ['Gmail', 'RCPT', "552 5.2.3 Your message exceeded Google's message size limits. - gsmtp"],
      ['qmail', 'letter', '552 sorry, that message size exceeds my databytes limit (#5.3.4)'],
      ['a server', 'letter', '552 This is too large'],
    ],
  ],
  // what concerns the letter, and what nobody understands, wherever it is told
  [
    'permanent message_refused',
    [
      [
        'Gmail',
        'letter',
        '550-5.7.1 [192.0.2.1] Our system has detected that this message is likely',
        '550-5.7.1 unsolicited mail. To reduce the amount of spam sent to Gmail, this',
        '550 5.7.1 message has been blocked. - gsmtp',
      ],
      ['Exchange Online', 'letter', '550 5.7.1 Message rejected as spam by Content Filtering.'],
      ['a server', 'RCPT', '550 no'],
      ['a server', 'RCPT', '552 no'],
      ['a server', 'RCPT', '550 Account suspended'],
      ['a server', 'RCPT', '554 5.7.1 Transaction refused by rule 17'],
      ['Postfix', 'RCPT', '554 5.7.1 <ann@example.com>: Recipient address rejected: Rule 17'],
      ['a server', 'letter', '552 no'],
    ],
  ],
];

describe('A no that is understood as what it concerns', () => {
  for (const [verdict, said] of sayings) {
    for (const [who, step, ...lines] of said) {
      it(`${verdict}: ${who} says ${lines.join(' ').slice(0, 100)}`, async () => {
        assert.equal(await verdictOn(step, ...lines), verdict);
      });
    }
  }
});
