import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readReceived } from '../../src/reports/mail-domain/received.ts';

const verdicts = (head: string) =>
  readReceived(head)?.verdicts.map(({ method, result, domain }) => `${method} ${result} ${domain}`);

describe('the head of a letter that arrived', () => {
  it('tells what the receiver found out, however the lines are folded', () => {
    const head = [
      'Delivered-To: me@gmail.example',
      'ARC-Authentication-Results: i=1; mx.google.com; spf=fail smtp.mailfrom=evil.test',
      'Authentication-Results: mx.google.com;',
      '       dkim=pass header.i=@acme.test header.s=rekey-1 header.b=abc;',
      '       spf=pass (google.com: domain of no-reply@acme.test designates 203.0.113.7 as permitted; really)',
      '         smtp.mailfrom=no-reply@acme.test;',
      '       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=acme.test',
      'Received: from smtp.acme.test',
    ].join('\r\n');
    assert.equal(readReceived(head)?.by, 'mx.google.com');
    assert.deepEqual(verdicts(head), ['spf believed acme.test', 'dkim believed acme.test', 'dmarc believed acme.test']);
  });

  it('is judged by the last server on the way, and one signature that is believed is enough', () => {
    const head = [
      'Authentication-Results: mx.lumen.example 1; dkim=fail header.d=relay.test; dkim=pass header.d=acme.test;',
      ' spf=softfail smtp.mailfrom=bounces@acme.test; dmarc=none header.from=acme.test',
      'Authentication-Results: earlier.test; spf=pass smtp.mailfrom=acme.test',
    ].join('\n');
    assert.equal(readReceived(head)?.by, 'mx.lumen.example');
    assert.deepEqual(verdicts(head), [
      'spf not_believed acme.test',
      'dkim believed acme.test',
      'dmarc nothing acme.test',
    ]);
  });

  it('says nothing where nobody judged', () => {
    assert.equal(readReceived('Subject: Test email from Rekey\nTo: me@example.com'), undefined);
    assert.deepEqual(verdicts('Authentication-Results: mx.test; none'), [
      'spf nothing undefined',
      'dkim nothing undefined',
      'dmarc nothing undefined',
    ]);
  });
});
