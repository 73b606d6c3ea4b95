import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { minute } from '../../src/kernel/index.ts';
import { changePassword, follow, newPassword, type Opened, oldPassword, openPages } from './opened.ts';
import { type Answer, hidden, type Visitor } from './visitor.ts';

const factors = '/my/security/two-factor';

describe('somebody whose role demands a second factor that is not there', () => {
  let home: Opened;
  before(async () => {
    home = await openPages();
    await home.app.settings.change(home.operator, 'second_factor_for', 'everybody');
  });
  after(() => home.close());

  /** Goes where the answer leads, as often as it leads somewhere. */
  const arrive = async (browser: Visitor, path: string): Promise<Answer & { path: string }> => {
    let at = path;
    for (let steps = 0; steps < 6; steps += 1) {
      const answer = await browser.get(at);
      if (answer.status !== 303) return { ...answer, path: at };
      at = answer.location ?? '';
    }
    return assert.fail(`${path} leads round and round, to ${at} by now`);
  };
  const confirm = (browser: Visitor, asked: Answer, own_password: string) =>
    browser.post('/web/confirm_password', { own_password, waiting: hidden(asked, 'waiting') });
  const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: home.clock.now() });
  /** The form of the page that leads there, with what the page says. */
  const send = (browser: Visitor, page: Answer, action: string, fields: Record<string, string> = {}) => {
    const [, to = ''] = new RegExp(`action="(${factors}/${action}(?:\\?[^"]*)?)"`).exec(page.body) ?? [];
    assert.ok(to, `the page leads to ${action}`);
    return browser.post(to, fields);
  };
  const addsApp = async (browser: Visitor, overview: Answer): Promise<Answer> => {
    const offered = await send(browser, overview, 'app');
    const secret = /<code dir="ltr">([A-Z2-7 ]+)<\/code>/.exec(offered.body)?.[1]?.replaceAll(' ', '') ?? '';
    const wrong = await send(browser, offered, 'app/confirm', { totp_token: '0' });
    return send(browser, wrong, 'app/confirm', { totp_token: codeOf(secret) });
  };

  it('comes in by a link, adds one once the new password was confirmed, and goes on where they wanted', async () => {
    const user = await home.somebody();
    const browser = home.visitor();
    const answer = await changePassword(browser, await follow(browser, await home.linkFor(user)));
    assert.equal(answer.location, '/web/reset_password/done');
    assert.equal((await browser.get('/web/reset_password/done')).status, 200);
    const asked = await arrive(browser, '/my/security?from=here');
    assert.match(asked.text, /demands a second factor/);
    const wrong = await confirm(browser, asked, 'a guess');
    assert.equal(wrong.status, 422);
    const { location } = await confirm(browser, wrong, newPassword);
    const overview = await arrive(browser, location ?? '');
    assert.ok(overview.path.startsWith(factors));
    const codes = await addsApp(browser, overview);
    assert.match(codes.body, /href="\/my\/security\?from=here"/);
    assert.equal((await arrive(browser, '/my/security?from=here')).path, '/my/security?from=here');
  });

  it('whose password was given long ago is asked for it, not led round', async () => {
    const user = await home.somebody();
    const browser = await home.signedIn(user.login);
    home.clock.advance(11 * minute);
    const asked = await arrive(browser, '/my');
    const { location } = await confirm(browser, asked, oldPassword);
    const overview = await arrive(browser, location ?? '');
    home.clock.advance(11 * minute);
    const late = await send(browser, overview, 'app');
    assert.equal(late.status, 307, 'and once more, where the form is sent late');
  });

  it('is not led back to where only a form can be sent', async () => {
    const user = await home.somebody();
    const browser = await home.signedIn(user.login);
    const { location } = await browser.post('/my/security/api-keys/any/revoke', {});
    assert.equal(location, factors);
    assert.equal((await browser.get('/my/security')).location, `${factors}?redirect=%2Fmy%2Fsecurity`);
  });

  it('signs out instead, from where the password is asked for', async () => {
    const user = await home.somebody();
    const browser = await home.signedIn(user.login);
    home.clock.advance(11 * minute);
    assert.match((await arrive(browser, '/my')).body, /href="\/web\/session\/logout"/);
    assert.equal((await browser.get('/web/session/logout')).status, 200);
    assert.equal((await browser.post('/web/session/logout', {})).location, '/web/login');
    assert.equal((await arrive(browser, '/my')).path, '/web/login?redirect=%2Fmy');
  });
});
