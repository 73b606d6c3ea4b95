import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { english } from '../../src/locale/en/index.ts';
import { parseSetting, settingKeys, unitFor } from '../../src/settings/index.ts';
import { anybodyWith, operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

onEveryEngine('settings', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const line = async (key: string) => {
    const found = (await home.app.settings.list(operator)).find((one) => one.key === key);
    assert.ok(found);
    return found;
  };
  const changes = async () => (await home.app.audit.list(operator, { event: 'setting.changed' })).items;

  it('are as declared until somebody changes them, and then say who did and when', async () => {
    assert.equal((await line('link_life')).changed, undefined);
    home.clock.advance(minute);
    await home.app.settings.change(operator, 'link_life', hour);
    const { value, changed } = await line('link_life');
    assert.deepEqual({ value, changed }, { value: hour, changed: { at: home.clock.now(), by: 'root' } });
  });

  it('are audited with the old and the new value, also on the way back to the default', async () => {
    await home.app.settings.change(operator, 'letters_per_hour', 7);
    await home.app.settings.revert(operator, 'letters_per_hour');
    const [back, there] = await changes();
    assert.deepEqual(there?.details, { before: 5, after: 7 });
    assert.deepEqual(back?.details, { before: 7, after: 5 });
    assert.equal((await line('letters_per_hour')).changed, undefined);
  });

  it('are whose they were when a program tells them once more as they are', async () => {
    await home.app.settings.change(operator, 'password_history', 3);
    const [before, since] = [(await changes()).length, (await line('password_history')).changed];
    home.clock.advance(minute);
    await home.app.settings.changeSeveral(operator, { password_history: 3, approval_life: day });
    await home.app.settings.revert(operator, 'approval_life');
    assert.equal((await changes()).length, before);
    assert.deepEqual((await line('password_history')).changed, since);
    assert.equal((await line('approval_life')).changed, undefined);
  });

  it('change several at once, and only those that are to be something else', async () => {
    const before = (await changes()).length;
    const changed = await home.app.settings.changeSeen(operator, [
      { key: 'self_service', from: true, to: true },
      { key: 'invitation_life', from: 7 * day, to: 2 * day },
      { key: 'policy', from: 'guide', to: 'modern' },
    ]);
    assert.deepEqual(changed, ['invitation_life', 'policy']);
    assert.equal((await changes()).length, before + 2);
  });

  it('keep what somebody else made of one meanwhile, and all of the others with it', async () => {
    await home.app.settings.change(operator, 'asks_per_hour', 300);
    const changed = home.app.settings.changeSeen(operator, [
      { key: 'asks_per_hour', from: 100, to: 200 },
      { key: 'asks_per_minute', from: 20, to: 30 },
    ]);
    await refuses(changed, 'changed_meanwhile');
    assert.equal((await line('asks_per_hour')).value, 300);
    assert.equal((await line('asks_per_minute')).value, 20);
  });

  it('leave alone what was not touched, whoever changed it meanwhile', async () => {
    await home.app.settings.change(operator, 'session_idle', hour);
    await home.app.settings.changeSeen(operator, [
      { key: 'session_idle', from: 2 * hour, to: 2 * hour },
      { key: 'session_longest', from: 7 * day, to: day },
    ]);
    assert.equal((await line('session_idle')).value, hour);
  });

  it('stay within their bounds', async () => {
    await refuses(home.app.settings.change(operator, 'link_life', 9 * minute), 'malformed');
    await refuses(home.app.settings.change(operator, 'link_life', day + minute), 'malformed');
    await refuses(home.app.settings.change(operator, 'link_life', hour + 1), 'malformed');
    await refuses(home.app.settings.change(operator, 'password_min_length', 7), 'malformed');
  });

  it('are shown to and changed by settings users alone', async () => {
    for (const role of ['user', 'helpdesk', 'access'] as const) {
      await refuses(home.app.settings.list(anybodyWith(role)), 'forbidden');
      await refuses(home.app.settings.revert(anybodyWith(role), 'policy'), 'forbidden');
      await refuses(home.app.settings.changeSeen(anybodyWith(role), []), 'forbidden');
    }
    await home.app.settings.revert(anybodyWith('settings'), 'policy');
  });
});

describe('a setting that is typed', () => {
  it('is a whole number with its unit, and nothing that only looks like one', () => {
    assert.equal(parseSetting('link_life', { value: '90', unit: 'minutes' }), 90 * minute);
    assert.equal(parseSetting('link_life', { value: '1', unit: 'days' }), day);
    for (const value of ['', ' 1', '1e3', '0x10', '-5', '7.5', '７', '99999999', undefined]) {
      assert.equal(parseSetting('asks_per_hour', { value }), undefined, String(value));
    }
    for (const unit of ['', 'hour', 'constructor', undefined]) {
      assert.equal(parseSetting('link_life', { value: '1', unit }), undefined, String(unit));
    }
  });

  it('is one of the choices, and a switch that is on or not there', () => {
    assert.equal(parseSetting('policy', { value: 'modern' }), 'modern');
    assert.equal(parseSetting('policy', { value: 'Modern' }), undefined);
    assert.equal(parseSetting('self_service', { value: 'on' }), true);
    assert.equal(parseSetting('self_service', { value: undefined }), false);
    assert.equal(parseSetting('self_service', { value: 'yes' }), undefined);
  });

  it('is a word a line, none of them twice, or an https address', () => {
    assert.deepEqual(parseSetting('password_barred_words', { value: 'Lumen\r\n\n atlas \nLumen' }), ['Lumen', 'atlas']);
    assert.equal(parseSetting('password_barred_words', { value: 'ab' }), undefined);
    assert.equal(parseSetting('breach_lookup_address', { value: 'http://ranges.example' }), undefined);
    assert.equal(parseSetting('breach_lookup_address', { value: 'https://ranges.example' }), 'https://ranges.example');
  });

  it('is shown in the largest unit that makes it a whole number', () => {
    assert.deepEqual(unitFor(day), { count: 1, unit: 'days' });
    assert.deepEqual(unitFor(90 * minute), { count: 90, unit: 'minutes' });
    assert.deepEqual(unitFor(36 * hour), { count: 36, unit: 'hours' });
  });
});

describe('every setting', () => {
  it('has a name and an explanation in the catalogue', () => {
    const texts: Record<string, string> = english;
    for (const key of settingKeys) {
      assert.ok(texts[`settings.${key}`], key);
      assert.ok(texts[`settings.${key}.explain`], `${key}.explain`);
    }
  });
});
