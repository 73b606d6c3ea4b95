import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ConfigLine, describeConfig, loadConfig, settingsTable } from '../../src/config/index.ts';

const secret = 'a secret of more than thirty-two characters';

function told(env: NodeJS.ProcessEnv): Map<string, ConfigLine> {
  const lines = describeConfig(loadConfig(env, { evaluation: false, needs: 'command' }), env);
  return new Map(lines.map((line) => [line.name, line]));
}

describe('describeConfig', () => {
  it('tells every setting, what it means, and where its value comes from', () => {
    const lines = told({ REKEY_PORT: '9000' });
    assert.deepEqual(
      [...lines.keys()],
      Object.values(settingsTable).map((setting) => setting.name),
    );
    assert.deepEqual([lines.get('REKEY_PORT')?.value, lines.get('REKEY_PORT')?.from], ['9000', 'environment']);
    assert.deepEqual([lines.get('REKEY_HOST')?.value, lines.get('REKEY_HOST')?.from], ['127.0.0.1', 'default']);
    assert.equal(lines.get('REKEY_SMTP_URL')?.value, null);
    assert.equal(lines.get('REKEY_DATA_DIR')?.default, 'data');
    assert.equal(lines.get('REKEY_PORT')?.default, '8470');
  });

  it('tells no secret, only that there is one', () => {
    const lines = told({ REKEY_SECRET: secret, REKEY_SECRET_PREVIOUS: `${secret}, older` });
    assert.equal(lines.get('REKEY_SECRET')?.value, '(set)');
    assert.equal(lines.get('REKEY_SECRET_PREVIOUS')?.value, '(set)');
    assert.ok(!JSON.stringify([...lines]).includes(secret));
  });

  it('tells that there is a token for the metrics, which is one as it can stand in a header', () => {
    const token = 'c2NyYXBlci10b2tlbg==';
    assert.equal(told({ REKEY_METRICS_TOKEN: token }).get('REKEY_METRICS_TOKEN')?.value, '(set)');
    for (const wrong of ['short', 'two words here', 'späte-token-1']) {
      assert.throws(() => told({ REKEY_METRICS_TOKEN: wrong }), /configuration/);
    }
  });

  it('tells the mail server without its password', () => {
    const lines = told({ REKEY_SMTP_URL: 'smtps://ada:hunter2@mail.example.com:465' });
    assert.equal(lines.get('REKEY_SMTP_URL')?.value, 'smtps://ada:(set)@mail.example.com:465');
  });
});

describe('describeConfig of PostgreSQL', () => {
  it('tells the address without its password', () => {
    const lines = told({ REKEY_SECRET: secret, REKEY_DATABASE_URL: 'postgres://rekey:hunter2@db:5433/rekey' });
    assert.equal(lines.get('REKEY_DATABASE_URL')?.value, 'postgres://rekey:(set)@db:5433/rekey');
  });
});

describe('the table of settings', () => {
  it('explains each setting in a sentence', () => {
    for (const { explain } of Object.values(settingsTable)) assert.match(explain, /^[A-Z].*\.$/);
  });
});
