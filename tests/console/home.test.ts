import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';

describe('the overview', () => {
  let opened: Opened;
  let staff: Visitor;
  before(async () => {
    opened = await openPages();
    await opened.confirmed({ login: 'clara', role: 'access', password: oldPassword, email: 'clara@lumen.example' });
    await opened.confirmed({ login: 'hal', role: 'helpdesk', password: oldPassword, email: 'hal@lumen.example' });
    staff = await opened.signedIn('clara');
  });
  after(() => opened.close());

  const seen = async (visitor = staff) => visitor.get('/settings');
  /** Every notice leads to what it is about. */
  const leads = (body: string, title: RegExp, href: string) => {
    const at = body.search(title);
    assert.ok(at >= 0, `${title} is not told`);
    assert.ok(body.slice(at, at + 600).includes(`href="${href}"`), `${title} does not lead to ${href}`);
  };

  it('says when there is nothing to do, and counts what there is', async () => {
    await opened.adopted({ login: 'mute', name: 'Mute' });
    await opened.adopted({ login: 'new', name: 'New', email: 'new@lumen.example', state: 'invited' });
    const { text, body } = await seen();
    assert.match(text, /Nothing at the moment/);
    assert.match(text, /1 Users who never set a password/);
    assert.match(body, /href="\/settings\/users\?filter=active&amp;filter=no_email"/);
    assert.match(body, /href="\/settings\/resets\?filter=state%3Acompleted&amp;filter=period%3Aday"/);
  });

  it('leads to users whose mail fails, and to letters that came to nothing', async () => {
    const { id } = await opened.adopted({ login: 'lost', name: 'Lost', email: 'lost@lumen.example' });
    await opened.app.database.write((tx) =>
      opened.app.users.noteMail(tx, [{ userId: id, address: 'lost@lumen.example' }], false),
    );
    await opened.app.database.write(async (tx) => {
      const to = { name: 'Lost', address: 'lost@lumen.example' };
      const letter = { kind: 'nobody-writes-this', to, expiresAt: opened.clock.now() + minute };
      const messageId = await opened.app.mail.enqueue(tx, letter);
      await tx.updateTable('messages').set({ state: 'failed' }).where('id', '=', messageId).execute();
    });
    const { body } = await seen();
    leads(body, /One user is not reached/, '/settings/users?filter=active&amp;filter=mail_failing');
    leads(body, /One letter could not be delivered/, '/settings/technical/email/emails?filter=state:failed');
  });

  it('leads to users whose email no letter can go to, as those may be that came from elsewhere', async () => {
    assert.doesNotMatch((await seen()).text, /no letter can go to/);
    await opened.adopted({ login: 'typo', name: 'Typo', email: 'typo lumen.example' });
    leads((await seen()).body, /One user has an email/, '/settings/users?filter=active&amp;filter=malformed_email');
  });

  it('says that a letter waits once it should have left, not while it is put off until its hour', async () => {
    const { app, clock } = opened;
    const enqueue = (runAt: number) =>
      app.database.write(async (tx) => {
        const to = { name: 'Clara', address: 'clara@lumen.example' };
        await app.mail.enqueue(tx, { kind: 'nobody-writes-this', to, expiresAt: clock.now() + 9 * hour, runAt });
      });
    await app.settings.change(opened.operator, 'outgoing_mail', 'stopped');
    await enqueue(clock.now() + hour);
    clock.advance(2 * minute);
    assert.doesNotMatch((await seen()).text, /waiting, the oldest/);
    clock.advance(hour);
    staff = await opened.signedIn('clara');
    const { body } = await seen();
    leads(body, /One letter is waiting, the oldest since/, '/settings/technical/email/emails?filter=state:queued');
    assert.match(body, /the oldest since [^.]*13:00/);
  });

  it('leads to work on many users that is paused, for whoever may see it', async () => {
    const { id: userId } = await opened.adopted({ login: 'one', name: 'One', email: 'one@lumen.example' });
    const users = { search: '', filters: [], ids: [userId] };
    const id = await opened.app.resets.startBulk(opened.operator, { action: 'archive', users });
    await opened.app.jobs.steer(opened.operator, id, 'pause');
    leads((await seen()).body, /“Archive” for many users is paused/, `/settings/jobs/${id}`);
    assert.doesNotMatch((await seen(await opened.signedIn('hal'))).text, /for many users/);
    await opened.app.jobs.steer(opened.operator, id, 'cancel');
    assert.doesNotMatch((await seen()).text, /for many users/);
  });

  it('says that the record waits to be sealed, to whoever may read it', async () => {
    opened.clock.advance(5 * minute);
    leads((await seen()).body, /Events of the audit record have been waiting/, '/settings/technical/audit/seal');
    assert.doesNotMatch((await seen(await opened.signedIn('hal'))).text, /audit record/);
    while ((await opened.app.audit.seal()) !== 'idle');
    assert.doesNotMatch((await seen()).text, /audit record/);
  });
});
