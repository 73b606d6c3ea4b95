import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import type { Receiver } from '../../src/mail/index.ts';
import type { User } from '../../src/users/index.ts';
import { handOver, report } from '../bounce.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';

onEveryEngine('a letter that comes back (F-22)', (engine) => {
  let home: Installation;
  let receiver: Receiver;
  let chief: User;
  let mate: User;
  before(async () => {
    home = await openInstallation(engine);
    const { app, operator } = home;
    await app.settings.change(operator, 'bounce_address', 'bounces@lumen.example');
    await app.mail.servers.test(operator, {}); // learns the setting now, not within a second
    receiver = await app.mail.receiveBounces([app.resets.composer], { host: '127.0.0.1', port: 0 });
    chief = await home.confirmed({ login: 'chief', email: 'chief@lumen.example', password: 'x', role: 'settings' });
    mate = await home.confirmed({ login: 'mate', email: 'mate@lumen.example', password: 'x', role: 'helpdesk' });
  });
  after(async () => {
    await receiver.close();
    await home.close();
  });

  /** A reset for somebody, whose letter comes back as soon as it was sent. */
  async function comeBack(login: string): Promise<{ user: User; resetId: string }> {
    const { app, operator } = home;
    const email = `${login}@gone.example`;
    const user = await home.adopted({ login, email });
    const { reset } = await app.resets.send(operator, user.id, {});
    const [letter] = await home.letters(email);
    assert.ok(letter);
    assert.match(await handOver(receiver.port, letter.returnPath, report('failed', '5.1.1')), /^250/);
    return { user, resetId: reset.id };
  }

  const told = () => home.letters('chief@lumen.example');
  /** Without what nobody sees: it keeps mail programs from making links. */
  const asRead = (text = '') => text.replaceAll('\u2060', '');

  it('flags the user, is on the timeline, and is told to the administrators', async () => {
    const { user, resetId } = await comeBack('ann');
    const { app, operator } = home;
    assert.equal((await app.users.show(operator, user.id)).mailFailing, true);
    const reset = await app.resets.describe(operator, resetId);
    assert.equal(reset?.decision?.reason, 'undeliverable');
    const last = reset?.timeline.filter(({ event }) => event === 'attempt').at(-1);
    assert.deepEqual([last?.['reason'], last?.['reply']], ['bounced', '550 5.1.1 User unknown']);
    const [alert, ...more] = await told();
    assert.deepEqual([alert?.subject, more], ['Rekey alert: letters came back', []]);
    assert.match(alert?.text ?? '', /One letter came back since/);
    assert.match(asRead(alert?.text), /ann@gone\.example: 550 5\.1\.1 User unknown/);
    assert.match(alert?.text ?? '', /\/settings\/technical\/email\/emails\?state=bounced/);
    assert.deepEqual(await home.letters('mate@lumen.example'), []);
  });

  it('is told once an hour, with all that came back since the last', async () => {
    await home.later(minute);
    for (const login of ['ben', 'cleo', 'dora']) await comeBack(login);
    assert.equal((await told()).length, 1);
    await home.later(hour - 2 * minute);
    await comeBack('emil');
    assert.equal((await told()).length, 1);
    await home.later(minute);
    const letters = await told();
    assert.equal(letters.length, 2);
    assert.match(letters[0]?.text ?? '', /5 letters came back since/);
  });

  it('is not told where it told of letters that came back', async () => {
    await home.later(2 * hour);
    const [alert] = await told();
    const before = (await told()).length;
    await handOver(receiver.port, alert?.returnPath ?? '', report('failed', '5.1.1'));
    assert.equal((await home.app.users.show(home.operator, chief.id)).mailFailing, true);
    assert.equal((await told()).length, before);
  });

  /** What the other server gave up with; whether it speaks of the address. */
  const givenUp: [flags: boolean, status: string, words: string][] = [
    [true, '5.1.1', '550 5.1.1 User unknown'],
    [true, '5.0.0', '550 5.2.1 The email account that you tried to reach is disabled'],
    [true, '5.0.0', '550 No such user here'],
    [true, '5.2.0', '554 no'],
    [true, '4.4.7', '451 4.4.1 connection timed out'],
    [true, '4.4.1', 'connect to mx.example.com[192.0.2.1]:25: Connection timed out'],
    [true, '5.2.2', '552 5.2.2 The mailbox is over quota'],
    [false, '5.7.1', '550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus'],
    [false, '5.7.1', '554 5.7.1 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1'],
    [false, '5.7.1', '550 5.7.1 Message rejected as spam by Content Filtering.'],
    [false, '5.3.4', '552 5.3.4 Message size exceeds fixed limit'],
    [false, '5.4.6', '554 5.4.6 Too many hops'],
    [false, '5.0.0', 'Domain acme.test has exceeded the max defers and failures per hour (5/5 (100%)) allowed.'],
    [false, '5.1.90', "550 5.1.90 Your message can't be sent because you've reached your daily limit"],
    [false, '5.7.705', '550 5.7.705 Service unavailable. Access denied, tenant has exceeded threshold.'],
    [false, '5.0.0', '554 no'],
  ];

  it('flags the user only where the other server speaks of the address, as when it says so at once', async () => {
    const { app, operator } = home;
    for (const [index, [flags, status, words]] of givenUp.entries()) {
      const email = `given-up-${index}@strict.example`;
      const { id } = await home.adopted({ login: `given-up-${index}`, email });
      const { reset } = await app.resets.send(operator, id, {});
      const [letter] = await home.letters(email);
      assert.match(await handOver(receiver.port, letter?.returnPath ?? '', report('failed', status, words)), /^250/);
      const { decision, timeline = [] } = (await app.resets.describe(operator, reset.id)) ?? {};
      assert.deepEqual(
        [(await app.users.show(operator, id)).mailFailing, decision?.reason, timeline.at(-1)?.['reason']],
        [flags, flags ? 'undeliverable' : 'send', 'bounced'],
        `${status} ${words}`,
      );
    }
    await home.later(2 * hour);
  });

  it('still flags the user when a letter reached them elsewhere, until one reaches them there', async () => {
    const { user } = await comeBack('gus');
    const { app, operator } = home;
    const elsewhere = { userId: user.id, address: 'gus@else.example' };
    await app.database.write((tx) => app.users.noteMail(tx, [elsewhere], true));
    assert.equal((await app.users.show(operator, user.id)).mailFailing, true);
    await home.later(2 * hour);
    await app.resets.send(operator, user.id, {});
    assert.equal((await home.letters('gus@gone.example')).length, 2);
    assert.equal((await app.users.show(operator, user.id)).mailFailing, false);
  });

  it('leads nobody anywhere by the words of a stranger', async () => {
    const { app, operator } = home;
    const user = await home.adopted({ login: 'eve', email: 'eve@gone.example' });
    await app.resets.send(operator, user.id, {});
    const [letter] = await home.letters('eve@gone.example');
    const words = '550 5.1.1 Your licence expired: sign in at rekey-licence.example/login';
    await handOver(receiver.port, letter?.returnPath ?? '', report('failed', '5.1.1', words));
    await home.later(2 * hour);
    const [alert] = await told();
    for (const text of [alert?.text ?? '', alert?.html ?? '']) {
      assert.match(asRead(text).replace(/\s+/g, ' '), /rekey-licence\.example\/login/);
      assert.doesNotMatch(text, /rekey-licence\.example|example\/login/);
    }
  });

  it('shows nobody the link or the code that the other server repeated', async () => {
    await home.later(2 * hour);
    const { app, operator } = home;
    const user = await home.adopted({ login: 'fred', email: 'fred@gone.example' });
    const { reset } = await app.resets.send(operator, user.id, {});
    const code = await app.resets.sendCode(operator, user.id);
    const tokenIn = (text = '') => /token=([\w-]{43})/.exec(text)?.[1] ?? '';
    const letters = await home.letters('fred@gone.example');
    const linked = letters.find(({ text }) => tokenIn(text) !== '');
    const coded = letters.find((letter) => letter !== linked);
    const token = tokenIn(linked?.text);
    const figures = /\d{3} \d{3}/.exec(coded?.text ?? '')?.[0].replace(' ', '') ?? '';
    const blocked = `550 5.7.1 Blocked URL https://rekey.test/web/reset_password?token=3D${token}`;
    await handOver(receiver.port, linked?.returnPath ?? '', report('failed', '5.7.1', blocked));
    await handOver(receiver.port, coded?.returnPath ?? '', report('failed', '5.7.1', `550 5.7.1 Blocked ${figures}`));
    const reader = signedIn(mate);
    const described = JSON.stringify(await app.resets.describe(reader, reset.id));
    const queue = JSON.stringify([await app.mail.message(reader, code), await app.mail.list(reader, {})]);
    await home.later(hour);
    const [alert] = await told();
    for (const text of [described, queue, asRead(alert?.text), asRead(alert?.html)]) {
      assert.match(text, /550 5\.7\.1 Blocked URL/);
      assert.ok(!text.includes(token.slice(0, 8)));
    }
    assert.match(queue, /550 5\.7\.1 Blocked \*\*\*"/);
    assert.ok(!queue.includes(figures));
  });

  it('names its recipient to administrators so that no mail program makes a link of the address', async () => {
    await home.later(2 * hour);
    const { app, operator } = home;
    const email = 'rekey-login.com/sign-in?from=me@gone.example';
    const user = await home.adopted({ login: 'lena', email });
    await app.resets.send(operator, user.id, {});
    const [letter] = await home.letters(email);
    await handOver(receiver.port, letter?.returnPath ?? '', report('failed', '5.1.1'));
    await home.later(2 * hour);
    const [alert] = await told();
    for (const text of [alert?.text ?? '', alert?.html ?? '']) {
      assert.match(asRead(text).replace(/\s+/g, ' '), /rekey-login\.com\/sign-in/);
      assert.doesNotMatch(text, /rekey-login\.com|com\/sign-in/);
    }
  });

  it('is told to nobody who is no administrator any more when it is told', async () => {
    await home.later(2 * hour);
    const { app, operator } = home;
    const leaving = await home.confirmed({
      login: 'leaving',
      email: 'leaving@lumen.example',
      password: 'x',
      role: 'settings',
    });
    const letters = () => home.letters('leaving@lumen.example');
    await comeBack('hugo');
    assert.equal((await letters()).length, 1);
    await comeBack('ida');
    await app.users.edit(operator, leaving.id, { change: { role: 'user' } });
    const before = (await letters()).filter(({ subject }) => subject?.includes('came back')).length;
    await home.later(2 * hour);
    assert.equal((await letters()).filter(({ subject }) => subject?.includes('came back')).length, before);
  });

  it('leaves nothing of somebody who was erased meanwhile: no address in the record, no word to anybody', async () => {
    await home.later(2 * hour);
    const { app, operator } = home;
    const before = (await told()).length;
    const user = await home.confirmed({ login: 'nora', email: 'nora@private.example', password: 'x' });
    await app.settings.change(operator, 'outgoing_mail', 'stopped');
    await app.mail.servers.test(operator, {}); // learns the setting now, not within a second
    await app.users.edit(operator, user.id, { change: { login: 'nora-2' } });
    await app.users.delete(operator, user.id);
    await app.settings.change(operator, 'outgoing_mail', 'on');
    await app.mail.servers.test(operator, {});
    const [warning] = await home.letters('nora@private.example');
    assert.ok(warning);
    assert.match(await handOver(receiver.port, warning.returnPath, report('failed', '5.1.1')), /^250/);
    await home.later(2 * hour);
    assert.equal((await told()).length, before);
    const { items } = await app.audit.list(operator, { event: 'message.bounced' });
    assert.deepEqual(
      items.filter((event) => JSON.stringify(event).includes('nora')),
      [],
    );
  });
});
