import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Config, loadConfig } from '../../src/config/index.ts';
import { Refusal } from '../../src/kernel/index.ts';

const base = 'https://rekey.example.com';
const serve = { evaluation: false, needs: 'serve' } as const;
const command = { evaluation: false, needs: 'command' } as const;
const evaluation = { evaluation: true, needs: 'serve' } as const;

/** Each fault of an environment, a sentence each. */
function faultsOf(env: NodeJS.ProcessEnv, purpose: Parameters<typeof loadConfig>[1] = command): string[] {
  try {
    loadConfig(env, purpose);
    return [];
  } catch (error) {
    assert.ok(error instanceof Refusal && error.is('configuration'), String(error));
    return error.details.why.split('\n');
  }
}

function onlyFaultOf(env: NodeJS.ProcessEnv, purpose?: Parameters<typeof loadConfig>[1]): string {
  const faults = faultsOf(env, purpose);
  assert.equal(faults.length, 1, `one fault expected, there are: ${faults.join(' | ') || 'none'}`);
  return faults[0] ?? '';
}

describe('loadConfig without any setting', () => {
  const config: Config = loadConfig({}, command);

  it('listens on loopback, port 8470', () => {
    assert.deepEqual([config.host, config.port], ['127.0.0.1', 8470]);
  });

  it('keeps everything in the folder data', () => {
    assert.equal(config.dataDir, join(process.cwd(), 'data'));
    assert.equal(config.databaseUrl, `sqlite:${join(process.cwd(), 'data', 'rekey.db')}`);
  });

  it('has no base URL, which a command can do without', () => assert.equal(config.baseUrl, undefined));

  it('demands a base URL to serve', () => assert.match(onlyFaultOf({}, serve), /^REKEY_BASE_URL must be set/));

  it('makes the base URL of host and port in evaluation', () => {
    assert.equal(loadConfig({}, evaluation).baseUrl, 'http://127.0.0.1:8470');
    assert.equal(loadConfig({ REKEY_HOST: '::1', REKEY_PORT: '80' }, evaluation).baseUrl, 'http://[::1]');
  });

  it('leaves the base URL open in evaluation as long as the port is not known', () => {
    assert.equal(loadConfig({ REKEY_PORT: '0' }, evaluation).baseUrl, undefined);
  });
});

describe('loadConfig', () => {
  it('tells every fault at once, each in a sentence that begins with its setting', () => {
    const faults = faultsOf(
      { REKEY_PORT: '70000', REKEY_SECRET: 'short', REKEY_LOG_LEVEL: 'loud', REKEY_PROT: '1' },
      serve,
    );
    const names = faults.map((fault) => fault.split(' ')[0]);
    assert.deepEqual(names, ['REKEY_PORT', 'REKEY_SECRET', 'REKEY_LOG_LEVEL', 'REKEY_BASE_URL', 'REKEY_PROT']);
    for (const fault of faults) assert.match(fault, /\.$/);
  });

  it('tells one thing about one setting', () => {
    assert.match(onlyFaultOf({ REKEY_BASE_URL: 'rekey' }, serve), /^REKEY_BASE_URL must be an address/);
  });

  it('takes an empty setting for one that is not set', () => {
    assert.equal(loadConfig({ REKEY_PORT: '', REKEY_SECRET: ' ', REKEY_PROT: '' }, command).port, 8470);
  });

  it('names the setting that was most likely meant by one that it does not know', () => {
    assert.equal(onlyFaultOf({ REKEY_PROT: '80' }), 'REKEY_PROT is not a setting of this release (REKEY_PORT is).');
    assert.equal(onlyFaultOf({ REKEY_UNHEARD_OF: '1' }), 'REKEY_UNHEARD_OF is not a setting of this release.');
    assert.match(onlyFaultOf({ REKEY_SECRETS_FILE: '/x' }), /\(REKEY_SECRET is\)/);
  });

  it('leaves the rest of the environment alone', () => assert.deepEqual(faultsOf({ PATH: '/bin', PORT: 'x' }), []));

  for (const port of ['-1', '65536', '80.5', '0x50', 'http', '8470 ;']) {
    it(`refuses the port "${port}"`, () =>
      assert.match(onlyFaultOf({ REKEY_PORT: port }), /whole number from 0 to 65535/));
  }

  for (const host of ['http://127.0.0.1', '127.0.0.1:80', '[::1]', 'a b', '-x']) {
    it(`refuses the host "${host}"`, () => assert.match(onlyFaultOf({ REKEY_HOST: host }), /^REKEY_HOST must be/));
  }

  it('reads yes and no in the usual spellings and refuses others', () => {
    for (const yes of ['1', 'true', 'yes', 'ON']) {
      assert.equal(loadConfig({ REKEY_INSECURE_HTTP: yes }, command).insecureHttp, true);
    }
    assert.equal(loadConfig({ REKEY_INSECURE_HTTP: 'no' }, command).insecureHttp, false);
    assert.match(onlyFaultOf({ REKEY_INSECURE_HTTP: 'maybe' }), /must be yes or no/);
  });

  it('takes addresses and networks as trusted proxies and names what is neither', () => {
    const { trustedProxies } = loadConfig({ REKEY_TRUSTED_PROXIES: '10.0.0.0/8, ::1 192.0.2.7' }, command);
    assert.deepEqual(trustedProxies, ['10.0.0.0/8', '::1', '192.0.2.7']);
    for (const wrong of ['10.0.0.0/33', 'proxy', '10.0.0.0/8/8', '::1/129']) {
      assert.ok(onlyFaultOf({ REKEY_TRUSTED_PROXIES: `::1,${wrong}` }).includes(`"${wrong}"`));
    }
  });

  it('takes a sender with and without a name and refuses what letters cannot come from', () => {
    for (const from of ['rekey@example.com', 'Rekey <rekey@example.com>']) {
      assert.equal(loadConfig({ REKEY_MAIL_FROM: from }, command).mailFrom, from);
    }
    for (const from of ['rekey', 'Rekey <rekey>', 'a@example.com\r\nBcc: b@example.com']) {
      assert.match(onlyFaultOf({ REKEY_MAIL_FROM: from }), /^REKEY_MAIL_FROM must be an address/);
    }
  });
});

describe('the base URL', () => {
  it('loses the slash at its end', () => {
    assert.equal(loadConfig({ REKEY_BASE_URL: `${base}/` }, serve).baseUrl, base);
  });

  for (const [what, url] of [
    ['a path', `${base}/rekey`],
    ['a query', `${base}/?a=b`],
    ['an empty query', `${base}?`],
    ['a fragment', `${base}/#top`],
    ['a user name', 'https://ada@rekey.example.com'],
    ['a password', 'https://:pw@rekey.example.com'],
    ['another scheme', 'ftp://rekey.example.com'],
    ['no scheme', 'rekey.example.com'],
  ] as const) {
    it(`is refused with ${what}`, () =>
      assert.match(onlyFaultOf({ REKEY_BASE_URL: url }, serve), /^REKEY_BASE_URL must/));
  }

  it('is refused with http off loopback', () => {
    assert.match(onlyFaultOf({ REKEY_BASE_URL: 'http://rekey.example.com' }, serve), /must begin with https/);
    assert.match(onlyFaultOf({ REKEY_BASE_URL: 'http://127.0.0.1.example.com' }, serve), /must begin with https/);
  });

  it('may be http off loopback where the operator insists', () => {
    const env = { REKEY_BASE_URL: 'http://rekey.example.com', REKEY_INSECURE_HTTP: '1' };
    assert.equal(loadConfig(env, serve).baseUrl, 'http://rekey.example.com');
  });

  it('may be http on loopback', () => {
    for (const host of ['localhost:8470', '127.0.0.1:8470', '[::1]:8470', 'rekey.localhost']) {
      assert.equal(loadConfig({ REKEY_BASE_URL: `http://${host}` }, serve).baseUrl, `http://${host}`);
    }
  });
});

describe('the database URL', () => {
  it('is a path, told from where the program stands', () => {
    assert.equal(
      loadConfig({ REKEY_DATABASE_URL: 'sqlite:x.db' }, command).databaseUrl,
      `sqlite:${join(process.cwd(), 'x.db')}`,
    );
  });

  for (const url of [
    'postgres://rekey:hunter2@db/rekey',
    'postgresql://rekey@[::1]:5433/rekey?sslmode=verify-full&sslrootcert=/etc/rekey/ca.pem',
    'postgres://rekey@localhost/rekey?host=/run/postgresql',
  ]) {
    it(`may be ${url}`, () => {
      const secret = 'a secret of more than thirty-two characters';
      assert.equal(loadConfig({ REKEY_DATABASE_URL: url, REKEY_SECRET: secret }, command).databaseUrl, url);
    });
  }

  it('demands a secret with PostgreSQL, which all processes share', () => {
    const fault = onlyFaultOf({ REKEY_DATABASE_URL: 'postgres://rekey:hunter2@db/rekey' });
    assert.match(fault, /^REKEY_SECRET must be set with PostgreSQL/);
  });

  for (const url of [
    'postgres:rekey',
    'postgres://rekey:hunter2@db',
    'postgres://rekey:hunter2@db/',
    'postgres://rekey:hunter2@db/rekey/other',
    'postgres://rekey:hunter2@db/rekey#x',
    'postgres://rekey@db/rekey?password=hunter2',
    'postgres://rekey:hunter2@db/rekey?sslmode=prefer',
    'postgres://rekey:hunt/er2@db:x/rekey',
  ]) {
    it(`is refused as "${url}", without repeating the password`, () => {
      const fault = onlyFaultOf({ REKEY_DATABASE_URL: url });
      assert.match(fault, /^REKEY_DATABASE_URL must/);
      assert.ok(!fault.includes('hunt'));
    });
  }

  for (const url of ['sqlite:', 'sqlite::memory:', 'mysql://db', '/var/lib/rekey.db', 'sqlite:file:x?mode=memory']) {
    it(`is refused as "${url}"`, () =>
      assert.match(onlyFaultOf({ REKEY_DATABASE_URL: url }), /^REKEY_DATABASE_URL must/));
  }
});

describe('evaluation', () => {
  it('listens on loopback only', () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.7', 'rekey.example.com']) {
      assert.match(onlyFaultOf({ REKEY_HOST: host }, evaluation), /^REKEY_HOST must be a loopback address/);
    }
    assert.equal(loadConfig({ REKEY_HOST: 'localhost' }, evaluation).baseUrl, 'http://localhost:8470');
  });

  it('moves the clock both ways', () => {
    for (const [text, ms] of [
      ['+24h', 86_400_000],
      ['-90m', -5_400_000],
      ['+10s', 10_000],
      ['+2d', 172_800_000],
    ] as const) {
      assert.equal(loadConfig({ REKEY_CLOCK_OFFSET: text }, evaluation).clockOffset, ms);
    }
  });

  for (const offset of ['24h', '+24', '+h', '+1w', 'tomorrow']) {
    it(`refuses to move the clock by "${offset}"`, () => {
      assert.match(onlyFaultOf({ REKEY_CLOCK_OFFSET: offset }, evaluation), /^REKEY_CLOCK_OFFSET must be/);
    });
  }

  it('is the only one to move the clock', () => {
    assert.match(onlyFaultOf({ REKEY_CLOCK_OFFSET: '+24h' }), /^REKEY_CLOCK_OFFSET may be set for/);
    assert.match(
      onlyFaultOf({ REKEY_CLOCK_OFFSET: '+24h', REKEY_BASE_URL: base }, serve),
      /^REKEY_CLOCK_OFFSET may be set for/,
    );
  });
});

describe('the outgoing mail server', () => {
  for (const url of [
    'smtp://mail.example.com',
    'smtps://ada%40example.com:p%40ss@mail.example.com:465',
    'smtp://[::1]:2525',
  ]) {
    it(`may be ${url}`, () => assert.equal(loadConfig({ REKEY_SMTP_URL: url }, command).smtpUrl, url));
  }

  for (const url of [
    'mail.example.com',
    'https://mail.example.com',
    'smtp://',
    'smtp://u:p@ss#1@mail',
    'smtp://mail/inbox',
  ]) {
    it(`is refused as "${url}", without repeating it`, () => {
      const fault = onlyFaultOf({ REKEY_SMTP_URL: url });
      assert.match(fault, /^REKEY_SMTP_URL must/);
      assert.ok(!fault.includes('p@ss'));
    });
  }
});

describe('a setting in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-config-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  after(() => rmSync(folder, { recursive: true }));

  it('counts as set, without the line end', () => {
    const secret = 'a secret of more than thirty-two characters';
    assert.equal(loadConfig({ REKEY_SECRET_FILE: file('secret', `${secret}\n`) }, command).secret, secret);
    assert.equal(loadConfig({ REKEY_PORT_FILE: file('port', '9000\r\n') }, command).port, 9000);
  });

  it('is judged like any other', () => {
    assert.match(onlyFaultOf({ REKEY_SECRET_FILE: file('short', 'short') }), /^REKEY_SECRET must have at least 32/);
  });

  it('is a fault beside the setting itself', () => {
    const env = { REKEY_PORT: '1', REKEY_PORT_FILE: file('port', '2') };
    assert.equal(onlyFaultOf(env), 'REKEY_PORT and REKEY_PORT_FILE are both set; one of them must go.');
  });

  it('is a fault when it cannot be read or holds nothing', () => {
    assert.match(
      onlyFaultOf({ REKEY_SECRET_FILE: join(folder, 'missing') }),
      /^REKEY_SECRET_FILE names a file that cannot be read/,
    );
    assert.match(onlyFaultOf({ REKEY_SECRET_FILE: folder }), /^REKEY_SECRET_FILE names a file that cannot be read/);
    assert.match(onlyFaultOf({ REKEY_BASE_URL_FILE: join(folder, 'missing') }, serve), /^REKEY_BASE_URL_FILE names/);
    assert.match(onlyFaultOf({ REKEY_SECRET_FILE: file('empty', '\n') }), /^REKEY_SECRET_FILE names an empty file/);
  });
});
