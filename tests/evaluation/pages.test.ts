import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type MailboxSite, mailboxSite } from './mailbox-site.ts';

describe('the pages of the mailbox', () => {
  let site: MailboxSite;
  let id: string;
  before(async () => {
    site = await mailboxSite();
  });
  after(() => site.end());
  beforeEach(async () => {
    await site.send({
      subject: 'Password reset for <b>Bob</b>',
      to: { name: '<i>Bob</i>', address: 'bob@example.com' },
      html: '<!doctype html><p>Hello <a href="https://a.example/?a=1&amp;b=2">Reset Password</a></p>',
      text: 'Hello <script>, see https://a.example/?a=1&b=2.',
    });
    id = (await site.mailbox.list())[0]?.id ?? '';
  });

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await site.web.request(path, { headers });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };

  it('list the letters and mark what this is', async () => {
    const page = await get('/mailbox');
    assert.equal(page.status, 200);
    assert.match(page.body, /Evaluation mailbox: letters never leave this machine/);
    assert.match(page.body, new RegExp(`href="/mailbox/${id}"[^>]*>Password reset for &lt;b&gt;Bob&lt;/b&gt;<`));
    assert.match(page.body, /bob@example\.com/);
  });

  it('tell the list as JSON, newest first', async () => {
    const answer = await get('/mailbox.json');
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    const [newest] = JSON.parse(answer.body);
    assert.deepEqual(newest, {
      id,
      to: 'bob@example.com',
      subject: 'Password reset for <b>Bob</b>',
      at: newest.at,
    });
    assert.match(newest.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('tell a letter as JSON', async () => {
    const answer = await get(`/mailbox/${id}.json`);
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    const letter = JSON.parse(answer.body);
    assert.deepEqual(Object.keys(letter).sort(), [
      'at',
      'from',
      'headers',
      'html',
      'id',
      'links',
      'subject',
      'text',
      'to',
    ]);
    assert.equal(letter.headers.subject, 'Password reset for <b>Bob</b>');
    assert.match(letter.html, /<p>Hello <a/);
    assert.match(letter.text, /^Hello <script>/);
    assert.deepEqual(letter.links, ['https://a.example/?a=1&b=2']);
  });

  it('show a letter in each of its views, nothing of it as markup of ours', async () => {
    for (const view of ['', '?view=html', '?view=text', '?view=details', '?view=nonsense']) {
      const page = await get(`/mailbox/${id}${view}`);
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.body, /<(b|i)>Bob|Hello <script>/);
      assert.match(page.body, /Evaluation mailbox: letters never leave this machine/);
    }
    assert.match((await get(`/mailbox/${id}`)).body, new RegExp(`<iframe[^>]*src="/mailbox/${id}\\.html"`));
    assert.match(
      (await get(`/mailbox/${id}?view=text`)).body,
      /Hello &lt;script&gt;, see <a href="https:\/\/a\.example\/\?a=1&amp;b=2"/,
    );
    assert.match((await get(`/mailbox/${id}?view=details`)).body, /<dt>message-id<\/dt>/);
  });

  it('show the text of a letter that has no HTML', async () => {
    await site.send({ subject: '', text: 'only text' });
    const [newest] = await site.mailbox.list();
    const page = await get(`/mailbox/${newest?.id}`);
    assert.match(page.body, /<pre[^>]*>only text/);
    assert.match(page.body, /<h1[^>]*>\(no subject\)</);
    assert.match((await get(`/mailbox/${newest?.id}?view=html`)).body, /no HTML part/);
  });

  it('put the letter itself under a policy of its own, behind nothing but where its links open', async () => {
    const answer = await get(`/mailbox/${id}.html`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.equal(
      answer.body.trim(),
      (await site.mailbox.byId(id))?.html.trim().replace(/^/, '<!doctype html><base target="_top">'),
    );
    assert.match(policy, /^sandbox allow-popups /);
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /allow-scripts|allow-same-origin|allow-forms|allow-top-navigation(?!-by)/);
  });

  it('may frame the letter and nothing else', async () => {
    const policy = (await get(`/mailbox/${id}`)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'.*frame-src 'self'/);
    assert.doesNotMatch((await get('/mailbox')).headers.get('content-security-policy') ?? '', /frame-src/);
  });

  it('answer 404 for an unknown id and for every way to write another path', async () => {
    const ids = [
      '00000000-0000-7000-8000-000000000000',
      'x',
      '..%2f..%2fetc%2fpasswd',
      '%2e%2e',
      `${id}%00`,
      `${id.toUpperCase()}x`,
    ];
    for (const unknown of ids) {
      assert.equal((await get(`/mailbox/${unknown}`)).status, 404, unknown);
      assert.equal((await get(`/mailbox/${unknown}.html`)).status, 404, unknown);
      const answer = await get(`/mailbox/${unknown}.json`);
      assert.equal(answer.status, 404, unknown);
      assert.deepEqual(JSON.parse(answer.body), { code: 'not_found' });
      assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    }
  });

  it('refuse a name of another site that was made to point at this machine', async () => {
    for (const path of ['/mailbox', '/mailbox.json', `/mailbox/${id}.json`]) {
      assert.equal((await get(`http://evil.example:8470${path}`)).status, 403);
      assert.equal((await get(`http://localhost:8470${path}`)).status, 200);
    }
  });
});
