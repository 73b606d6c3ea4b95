import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ActionMenu,
  Badge,
  Checkbox,
  Confirm,
  Empty,
  Face,
  FileField,
  Progress,
  Radios,
  Steps,
  Tabs,
  TextArea,
} from '../../src/console/parts/index.ts';

const drawn = async (part: unknown): Promise<string> => String(await part);

describe('a part of a console page', () => {
  it('says which step something stands at', async () => {
    const steps = [
      { key: 'invited', text: 'Invited' },
      { key: 'confirmed', text: 'Confirmed' },
    ];
    const html = await drawn(Steps({ label: 'State', steps, current: 'confirmed' }));
    assert.match(html, /<li>Invited<\/li><li aria-current="step">Confirmed<\/li>/);
  });

  it('leads from tab to tab by addresses', async () => {
    const tabs = [{ key: 'access', text: 'Access Rights', href: '/settings/users/1?tab=access' }];
    const html = await drawn(Tabs({ label: 'Parts', tabs, current: 'access' }));
    assert.match(html, /<a href="\/settings\/users\/1\?tab=access" aria-current="page"/);
  });

  it('offers what can be done as links and as forms', async () => {
    const actions = [
      { text: 'Send', href: '/send', dialog: true },
      { text: 'Archive', post: '/archive', fields: { version: '3' }, danger: true },
    ];
    const html = await drawn(ActionMenu({ label: 'Action', actions }));
    assert.match(html, /<a href="\/send" data-dialog="">Send<\/a>/);
    assert.match(html, /<form method="post" action="\/archive"><input type="hidden" name="version" value="3"\/>/);
    assert.match(html, /<button type="submit" class="drop-danger">Archive/);
    assert.equal(await drawn(ActionMenu({ label: 'Action', actions: [] })), 'null');
  });

  it('asks before it does, and names the way back', async () => {
    const html = await drawn(
      Confirm({ title: 'Archive Mira?', action: '/archive', yes: 'Archive', no: 'Cancel', back: '/back' }),
    );
    assert.match(
      html,
      /<h2 id="confirm-title" class="dialog-title">Archive Mira\?<\/h2><form method="post" action="\/archive">/,
    );
    assert.match(html, /href="\/back"/);
  });

  it('ties a field to its hint and its error', async () => {
    const about = { name: 'note', label: 'Note', hint: 'Kept with the reset.', error: 'Say how.' };
    const parts = [
      Checkbox({ ...about, checked: true }),
      TextArea({ ...about, value: '<b>' }),
      FileField({ ...about, accept: 'image/png' }),
      Radios({ ...about, options: [{ value: 'a', text: 'A', hint: 'the first' }], value: 'a' }),
    ];
    for (const part of parts) {
      const html = await drawn(part);
      assert.match(html, /aria-invalid="true" aria-describedby="note-error note-hint"/);
      assert.match(html, /<p class="hint" id="note-hint">/);
      assert.match(html, /<p class="error" id="note-error">/);
    }
    assert.match(await drawn(TextArea({ ...about, value: '<b>' })), /&lt;b&gt;<\/textarea>/);
  });

  it('shows somebody as their initials', async () => {
    const initials = async (name: string): Promise<string> => (await drawn(Face({ name }))).replace(/<[^>]*>/g, '');
    assert.equal(await initials('Mira Anna Sol'), 'MS');
    assert.equal(await initials('łukasz'), 'Ł');
    assert.equal(await initials('<b>Bob</b>'), 'BB');
    assert.equal(await initials('—'), '?');
  });

  it('tells a state, how far something is, and that nothing is there', async () => {
    assert.match(await drawn(Badge({ tone: 'bad', children: 'failed' })), /class="tag tag-bad">failed/);
    assert.match(await drawn(Progress({ label: '3 of 9', done: 3, of: 9 })), /<progress value="3" max="9"/);
    assert.match(await drawn(Empty({ icon: 'envelope', title: 'No letters' })), /<h2>No letters<\/h2>/);
  });
});
