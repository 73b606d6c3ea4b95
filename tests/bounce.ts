import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** What a mail server sends that could not deliver. */
export const report = (action: string, status: string, words = '550 5.1.1 User unknown'): string =>
  [
    'From: MAILER-DAEMON@mx.other.test',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.other.test',
    '',
    'Final-Recipient: rfc822; ann@example.com',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${words}`,
    '',
    '--b--',
    '',
  ].join('\r\n');

/** Sends a letter to a mail server as another mail server does; answers what it said in the end. */
export function handOver(port: number, to: string, raw: string): Promise<string> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true });
  return new Promise((resolve) => {
    connection.on('error', (error: Error & { response?: string }) => resolve(error.response ?? error.message));
    connection.connect(() =>
      connection.send({ from: '', to }, raw, (error, info) => {
        connection.quit();
        resolve((error as (Error & { response?: string }) | null)?.response ?? info?.response ?? '');
      }),
    );
  });
}
