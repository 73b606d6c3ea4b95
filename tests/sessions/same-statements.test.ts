import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';
import { hearStatements } from '../heard-statements.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';

const browserCookie = '__Host-rekey_browser';

const others =
  /"messages"|"outgoing_mail_server|from "settings"|from "companies" order by "id"$|pg_notify|clock_timestamp/;

/** Every kind of name that somebody may type. */
const names = {
  'a login that nobody has': 'nobody',
  'an email that nobody has': 'nobody@lumen.example',
  'a login': 'mara',
  'an email': 'mara@lumen.example',
  'a login that is another’s email': 'mail@lumen.example',
  'the login of whoever was invited': 'new',
  'the email of whoever was invited': 'new@lumen.example',
  'an archived login': 'gone',
  'an archived email': 'gone@lumen.example',
  'an email that two have': 'both@lumen.example',
};

onEveryEngine('what the database is asked', (engine) => {
  let opened: Opened;
  const asked: string[] = [];
  before(async () => {
    opened = await openPages(engine);
    const { app, operator } = opened;
    const password = oldPassword;
    await opened.confirmed({ login: 'mara', email: 'mara@lumen.example', password });
    await opened.confirmed({ login: 'mail@lumen.example', email: 'other@lumen.example', password });
    await opened.confirmed({ login: 'mailed', email: 'mail@lumen.example', password });
    const { id } = await opened.confirmed({ login: 'gone', email: 'gone@lumen.example', password });
    await app.users.archive(operator, id);
    await opened.adopted({ login: 'new', email: 'new@lumen.example', state: 'invited' });
    for (const login of ['one', 'two']) await opened.confirmed({ login, email: 'both@lumen.example', password });
    hearStatements(app.database.read.getExecutor(), ({ sql }) => asked.push(sql));
  });
  after(() => opened.close());

  /** The statements of an act, without what workers ask for meanwhile and what is kept in memory until something changes. */
  const statementsOf = async (act: () => Promise<unknown>): Promise<string[]> => {
    opened.clock.advance(minute);
    asked.length = 0;
    await act();
    return asked.filter((sql) => !others.test(sql));
  };

  const guess = (login: string, mark?: string) => async () => {
    const browser = opened.visitor();
    if (mark) browser.setCookie(browserCookie, mark);
    assert.equal((await browser.post('/web/login', { login, password: 'Wrong-77-x' })).status, 401);
  };
  const ask = (login: string) => async () => {
    assert.equal((await opened.visitor().post('/web/reset_password', { login })).status, 303);
  };
  for (const [door, act] of Object.entries({ 'signing in with a wrong password': guess, 'asking for a link': ask })) {
    it(`is the same whoever is named: ${door}`, async () => {
      const reference = await statementsOf(act('somebody else that nobody is'));
      assert.ok(reference.length > 3);
      for (const [kind, name] of Object.entries(names)) {
        assert.deepEqual(await statementsOf(act(name)), reference, kind);
      }
    });
  }

  it('is the same whoever is named in a browser that somebody else has signed in with', async () => {
    const mark = (await opened.signedIn('one')).cookie(browserCookie);
    assert.ok(mark);
    const reference = await statementsOf(guess('somebody else that nobody is', mark));
    for (const [kind, name] of Object.entries(names)) {
      assert.deepEqual(await statementsOf(guess(name, mark)), reference, kind);
    }
  });
});
