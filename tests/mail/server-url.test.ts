import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '../../src/kernel/index.ts';
import { serverFromUrl } from '../../src/mail/index.ts';

describe('REKEY_SMTP_URL', () => {
  const told = (url: string) => {
    const { host, port, encryption } = serverFromUrl(url);
    return [host, port, encryption];
  };

  it('means TLS at once with smtps://, STARTTLS with smtp://, and each its usual port', () => {
    assert.deepEqual(told('smtps://mail.example.com'), ['mail.example.com', 465, 'ssl']);
    assert.deepEqual(told('smtp://mail.example.com'), ['mail.example.com', 587, 'starttls']);
    assert.deepEqual(told('smtp://mail.example.com:2525/'), ['mail.example.com', 2525, 'starttls']);
    assert.deepEqual(told('smtps://bücher.example'), ['xn--bcher-kva.example', 465, 'ssl']);
    assert.deepEqual(told('smtp://[2001:db8::1]:25'), ['2001:db8::1', 25, 'starttls']);
  });

  it('lets STARTTLS be missing on this machine only', () => {
    for (const host of ['127.0.0.1', '127.8.8.8', 'localhost', 'LOCALHOST', '[::1]']) {
      assert.equal(serverFromUrl(`smtp://${host}:2525`).encryption, 'none', host);
    }
    for (const host of [
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '10.0.0.1',
      '0.0.0.0',
      '[::]',
      '[::ffff:10.0.0.1]',
    ]) {
      assert.equal(serverFromUrl(`smtp://${host}`).encryption, 'starttls', host);
    }
    assert.equal(serverFromUrl('smtps://127.0.0.1').encryption, 'ssl');
  });

  it('carries user and password, percent-decoded', () => {
    const { user, password } = serverFromUrl('smtps://ann%40example.com:p%40ss%2Fw%3Ard%25@mail.example.com');
    assert.deepEqual([user, password], ['ann@example.com', 'p@ss/w:rd%']);
    assert.equal(serverFromUrl('smtps://mail.example.com').user, undefined);
  });

  it('is named by its host and marked as from the environment', () => {
    const { name, id } = serverFromUrl('smtps://u:p@mail.example.com');
    assert.deepEqual([name, id], ['mail.example.com', 'environment']);
  });

  it('refuses what it does not understand with a whole sentence, and never repeats the password', () => {
    const wrong = [
      '',
      'mail.example.com',
      'http://u:S3cret@mail.example.com',
      'smtp+tls://u:S3cret@mail.example.com',
      'smtps://u:S3cret@',
      'smtps://u:S3cret@mail.example.com?pool=true',
      'smtps://u:S3cret@mail.example.com?tls.rejectUnauthorized=false',
      'smtps://u:S3cret@mail.example.com/path',
      'smtps://u:S3cret@mail.example.com#x',
      'smtps://u:S3cret/x@mail.example.com',
      'smtps://u:S3cret#x@mail.example.com',
      'smtps://u:S3cret@mail.example.com:0',
      'smtps://u:S3cret@mail.example.com:99999',
      'smtps://u:S3cret%zz@mail.example.com',
      'smtps://u:S3cret%0d%0aRSET@mail.example.com',
      'smtps://u@mail.example.com',
      'smtps://:S3cret@mail.example.com',
      'smtps://u:S3cret@mail example.com',
    ];
    for (const url of wrong) {
      assert.throws(
        () => serverFromUrl(url),
        (error: unknown) => {
          assert.ok(error instanceof Refusal && error.is('configuration'), url);
          assert.match(error.details.why, /^REKEY_SMTP_URL .+\.$/);
          assert.ok(!error.details.why.includes('S3cret'), url);
          return true;
        },
        url,
      );
    }
  });
});
