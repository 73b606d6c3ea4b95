import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, describe, it, mock } from 'node:test';
import type { Log } from '../../src/kernel/index.ts';
import { createStrength } from '../../src/passwords/strength.ts';
import { refuses } from '../refuses.ts';
import { standard } from './known.ts';

const stubborn = new URL('./stubborn-worker.js', import.meta.url);
const minute = 60_000;

function createNotes(): { log: Log; notes: string } {
  const notes = { log: { info() {}, warn, error: warn }, notes: '' };
  function warn(...what: unknown[]): void {
    notes.notes += JSON.stringify(what);
  }
  return notes;
}

describe('The strength library', () => {
  const notes = createNotes();
  const strength = createStrength(notes.log, { workLimit: minute });
  after(() => strength.close());

  it('tells what common piece a text is little more than', async () => {
    assert.equal(await strength.solePieceOf('dragon!99'), 'word');
    assert.equal(await strength.solePieceOf('zk19850312!'), 'date');
    assert.equal(await strength.solePieceOf('poiuytre!9'), 'keyboard');
    assert.equal(await strength.solePieceOf('bcdefghi#7'), 'sequence');
    assert.equal(await strength.solePieceOf('xqvxqvxqv!'), 'repetition');
    assert.equal(await strength.solePieceOf('monday-tuesday-1'), 'series');
    assert.equal(await strength.solePieceOf('dragon eats kites'), undefined);
  });

  it('is shown no more than 32 characters, and counts letters beyond', async () => {
    assert.equal(await strength.solePieceOf(`dragon${'!'.repeat(200)}`), 'word');
    assert.equal(await strength.solePieceOf(`dragon${'!'.repeat(200)}xqv`), undefined);
    assert.equal(await strength.solePieceOf(`${'!%'.repeat(16)}dragon`), undefined);
  });

  it('survives any text', async () => {
    for (const text of [
      '',
      '\ud800',
      '\udfff\ud800',
      '\0',
      '🦊'.repeat(40),
      '\u0301'.repeat(40),
      '(.*)+\\',
      '__proto__',
    ])
      await strength.solePieceOf(text);
    assert.equal(notes.notes, '');
  });
});

describe('The thread of the strength library', () => {
  it('is stopped when it works too long on a text, and replaced for the next', async () => {
    const { log, notes } = createNotes();
    const strength = createStrength(log, { program: stubborn });
    await strength.solePieceOf('word'); // the thread is there
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const hopeless = strength.solePieceOf('forever').then((answer) => ({ answer }));
      let outcome: { answer: unknown } | undefined;
      void hopeless.then((settled) => {
        outcome = settled;
      });
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(249);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(outcome, undefined);
      mock.timers.tick(1);
      while (!outcome) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(outcome, { answer: undefined });
      assert.equal(await strength.solePieceOf('word'), 'word');
    } finally {
      mock.timers.reset();
      await strength.close();
    }
    assert.equal(notes.includes('forever'), false);
  });

  it('is replaced when it breaks, and nothing of the text is told', async () => {
    const notes = createNotes();
    const strength = createStrength(notes.log, { program: stubborn, workLimit: minute });
    assert.equal(await strength.solePieceOf('broken'), undefined);
    assert.equal(await strength.solePieceOf('word'), 'word');
    assert.match(notes.notes, /passwords.strength_stopped.*broken/);
    assert.doesNotMatch(notes.notes, /cannot work/);
    await strength.close();
  });

  it('decides nothing where it cannot be started, and the operator is told why', async () => {
    const notes = createNotes();
    const strength = createStrength(notes.log, { program: new URL('./missing-worker.js', import.meta.url) });
    assert.equal(await strength.solePieceOf('dragon!99'), undefined);
    assert.match(notes.notes, /passwords.strength_unusable.*MODULE_NOT_FOUND/);
    await strength.close();
  });

  it('takes one text at a time; 64 wait; one more is refused', async () => {
    const strength = createStrength(createNotes().log, { program: stubborn, workLimit: minute });
    const inside = Array.from({ length: 65 }, (_, one) => strength.solePieceOf(`${one}`));
    await refuses(strength.solePieceOf('too many'), 'busy');
    assert.deepEqual(
      await Promise.all(inside),
      inside.map((_, one) => `${one}`),
    );
    await strength.close();
  });

  it('answers at once when it is closed, also those who wait', async () => {
    const strength = createStrength(createNotes().log, { program: stubborn, workLimit: minute });
    const inside = [strength.solePieceOf('forever'), strength.solePieceOf('word')];
    await strength.close();
    assert.deepEqual(await Promise.all(inside), [undefined, undefined]);
    strength.warmUp();
    assert.equal(await strength.solePieceOf('word'), undefined);
  });

  it('does not keep a command from ending', () => {
    const door = JSON.stringify(new URL('../../src/passwords/index.js', import.meta.url));
    const script = `
      import { createPasswords } from ${door};
      const passwords = createPasswords({ log: { info() {}, warn: console.error, error: console.error }, dataDir: '.' });
      passwords.warmUp();
      const person = { name: 'Ada Hopper', login: 'ada', email: undefined, company: undefined };
      const { violations } = await passwords.judge(${JSON.stringify(standard)}, { password: 'Xqvxqvxqv!7', person });
      process.stdout.write(JSON.stringify(violations));`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
      timeout: minute,
    });
    assert.deepEqual(
      [ran.status, ran.stdout, ran.stderr],
      [0, '[{"rule":"common","params":{"piece":"repetition"}}]', ''],
    );
  });
});
