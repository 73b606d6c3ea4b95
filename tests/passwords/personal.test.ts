import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findPersonal, type Person } from '../../src/passwords/personal.ts';
import { person, personal } from './verdicts.ts';

const nobody: Person = { name: '', login: '', email: undefined, company: undefined };

function found(known: Partial<Person>, password: string): string | undefined {
  return findPersonal(password, { ...nobody, ...known })?.part;
}

describe('What is personal in a password', () => {
  for (const [password, of] of personal)
    it(`is found in ${password}`, () => assert.equal(findPersonal(password, person)?.of, of));

  it('is told by the part as it is written about the person', () => {
    assert.deepEqual(findPersonal('nn4mss0rG', person), { of: 'name', part: 'Großmann' });
  });

  it('is a part of four characters or more: shorter ones may stand in it', () => {
    assert.equal(found({ name: 'Ada Lee Voß' }, 'Ada-Lee-Voss-7'), undefined);
    assert.equal(found({ name: '김 철수' }, '김-철수-7'), undefined);
    assert.equal(found({ name: 'रवि' }, 'रव-7-kites'), undefined);
  });

  it('is a part, and not any four letters in a row', () => {
    assert.equal(found({ name: 'Christina Anderson', company: 'Example Consulting' }, 'Wonder-boating-7'), undefined);
  });

  it('is also the whole, as it stands and run together', () => {
    assert.equal(found({ login: 'j.doe' }, 'Kites-j.doe-7'), 'j.doe');
    assert.equal(found({ login: 'j.doe' }, 'Kites7JDOE'), 'jdoe');
    assert.equal(found({ name: 'Li Wu' }, 'Kites7liwu'), 'LiWu');
    assert.equal(found({ name: '田中太郎' }, 'Kites7田中太郎'), '田中太郎');
  });

  it('is also a piece at an inner capital or between letters and digits', () => {
    assert.equal(found({ login: 'JohnSmith1985' }, 'Kites-smith'), 'Smith');
    assert.equal(found({ login: 'JohnSmith1985' }, 'Kites-1985'), '1985');
    assert.equal(found({ company: 'McDonald' }, 'Kites-Donald'), 'Donald');
    assert.equal(found({ login: 'hopp\u0323\u0316Smith' }, 'Kites-smith'), 'Smith', 'marks belong to their letter');
    assert.equal(found({ login: 'hopp\u03231985' }, 'Kites-1985'), '1985');
  });

  it('is looked for in no more of a text than anybody is called, however long it is', () => {
    for (const run of ['\u0301', '\u0301\u0316', 'aB', 'a '])
      assert.equal(found({ name: `a${run.repeat(16_000)} Hopper` }, 'Kites-hopper-7'), undefined);
    assert.equal(found({ name: `${'a '.repeat(124)}Hopper` }, 'Kites-hopper-7'), 'Hopper');
  });

  it("is of an address its local part and its domain's name, neither host nor ending", () => {
    const password = (text: string): string => `Kites-${text}-7`;
    for (const [domain, name] of [
      ['ametnes.com', 'ametnes'],
      ['mail.ametnes.co.uk', 'ametnes'],
      ['post.intern.ametnes.de', 'ametnes'],
      ['ametnes.info', 'ametnes'],
      ['a.b.ametnes.com.au', 'ametnes'],
      ['xn--mller-kva.de', 'müller'],
    ] as const) {
      assert.equal(found({ email: `x@${domain}` }, password(name)), name, domain);
      for (const other of ['mail', 'post', 'intern', 'info'])
        assert.equal(found({ email: `x@${domain}` }, password(other)), undefined, `${other} of ${domain}`);
    }
    assert.equal(found({ email: 'x@mail.kpn.nl' }, password('mail')), undefined);
    assert.equal(found({ login: 'ada.hopper@navy.example' }, password('Hopper')), 'hopper');
    assert.equal(found({ login: 'ada.hopper@navy.example' }, password('example')), undefined);
  });

  it('is nothing where nothing is known', () => {
    assert.equal(findPersonal('Kites-in-the-wind-7', nobody), undefined);
    assert.equal(found({ name: '\u0301\u0301\u0301\u0301 … ----' }, 'Kites-in-the-wind-7'), undefined);
  });

  it('is found whatever stands around it, and never fails on what is known', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        assert.equal(found({ name: 'Hopper' }, `${before.normalize('NFC')}#h0PPer#${after}`), 'Hopper');
      }),
    );
    fc.assert(
      fc.property(anything, anything, anything, (name, email, password) => {
        findPersonal(password, { name, login: name, email: `${name}@${email}`, company: email });
      }),
    );
  });
});
