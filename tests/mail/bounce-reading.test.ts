import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { type Log, minute, silent } from '../../src/kernel/index.ts';
import { classify } from '../../src/mail/bounces/classify.ts';
import { createReading } from '../../src/mail/bounces/reading.ts';
import { report } from '../bounce.ts';

const ann = 'ann@example.com';
const program = new URL('./stubborn-classify-worker.js', import.meta.url);

describe('Reading a letter that came back', () => {
  it('tells what it says', async () => {
    const reading = createReading(silent, { workLimit: minute });
    assert.deepEqual(await reading.classify(Buffer.from(report('failed', '5.1.1')), ann), {
      action: 'failed',
      status: '5.1.1',
      words: '550 5.1.1 User unknown',
    });
    assert.equal(await reading.classify(Buffer.from('Subject: Re: hello\r\n\r\nThanks!\r\n'), ann), undefined);
    await reading.close();
  });

  it('is stopped when it takes too long, and the next one is read', async () => {
    const logged: string[] = [];
    const log: Log = { ...silent, warn: (...what) => void logged.push(JSON.stringify(what)) };
    const reading = createReading(log, { program });
    await reading.classify(Buffer.from('the first'), ann); // the thread is there
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      let outcome: { bounce: unknown } | undefined;
      void reading.classify(Buffer.from('forever'), ann).then((bounce) => {
        outcome = { bounce };
      });
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(999);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(outcome, undefined);
      mock.timers.tick(1);
      while (!outcome) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(outcome, { bounce: 'unread' });
      assert.deepEqual(await reading.classify(Buffer.from('the next'), ann), {
        action: 'failed',
        status: undefined,
        words: 'the next',
      });
    } finally {
      mock.timers.reset();
      await reading.close();
    }
    assert.deepEqual(logged, ['["mail.bounce_unread",{"reason":"too_long"}]']);
  });

  it('is a fault of ours where it cannot be done at all, or not any more', async () => {
    const missing = createReading(silent, { program: new URL('./missing-worker.js', import.meta.url) });
    await assert.rejects(missing.classify(Buffer.from('a report'), ann), { code: 'MODULE_NOT_FOUND' });
    await missing.close();
    await assert.rejects(missing.classify(Buffer.from('a report'), ann), /not read any more/);
  });

  it('takes no time over empty lines, nor over letters in letters', async () => {
    const nested = 'Content-Type: message/rfc822\r\n\r\nFrom: ann@other.test\r\n'.repeat(10);
    const hostile = `From: MAILER-DAEMON\r\nX-Failed-Recipients: ann@example.com\r\nSubject: undelivered\r\n${nested}${'\r\n'.repeat(16 * 1024)}`;
    const before = process.cpuUsage();
    assert.equal((await classify(Buffer.from(hostile), ann))?.words, 'undelivered');
    const { user } = process.cpuUsage(before);
    assert.ok(user < 500_000, `took ${user} µs`); // 2 s when they were all looked at
  });
});
