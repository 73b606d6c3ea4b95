import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createNames, type DkimKeyRecord, type Names, type ServerRecord } from '../../src/mail/index.ts';
import { findDmarc, registeredDomain } from '../../src/reports/mail-domain/dmarc.ts';
import { examineDomain, examineReturnDomain } from '../../src/reports/mail-domain/examine.ts';
import { reverseOf } from '../../src/reports/mail-domain/servers.ts';
import { includes, judgeSpf } from '../../src/reports/mail-domain/spf.ts';
import { type NamesServer, startNamesServer, type Zone } from '../names-server.ts';

const longKey = 'A'.repeat(392);
const host = 'smtp.acme.test';
const server = { name: 'Acme relay', smtp_host: host } as ServerRecord;
const key: DkimKeyRecord = {
  id: 'k1',
  domain: 'acme.test',
  selector: 'rekey-1',
  state: 'signing',
  created_at: '2026-01-01T00:00:00.000Z',
  record: { name: 'rekey-1._domainkey.acme.test', type: 'TXT', value: `v=DKIM1; k=rsa; p=${longKey}` },
};
const healthy: Zone = {
  'MX acme.test': ['10 mx.acme.test'],
  'A smtp.acme.test': ['203.0.113.7'],
  'TXT acme.test': ['unrelated', 'v=spf1 a:smtp.acme.test -all'],
  'TXT rekey-1._domainkey.acme.test': [key.record.value],
  'TXT _dmarc.acme.test': ['v=DMARC1; p=reject'],
};

describe('What the domain name system says of a sender', () => {
  let dns: NamesServer;
  let names: Names;
  before(async () => {
    dns = await startNamesServer();
    names = createNames([dns.address]);
  });
  beforeEach(() => {
    dns.zone = { ...healthy };
  });
  after(() => dns.close());

  const codes = async (changes: Zone = {}, sending: { keys?: DkimKeyRecord[]; servers?: ServerRecord[] } = {}) => {
    dns.zone = { ...healthy, ...changes };
    const found = await examineDomain(names, { domain: 'acme.test', servers: [server], keys: [key], ...sending });
    return found.map(({ severity, code }) => `${severity} ${code}`);
  };
  const recordFor = async (code: string, changes: Zone, servers = [server]) => {
    dns.zone = { ...healthy, ...changes };
    const found = await examineDomain(names, { domain: 'acme.test', servers, keys: [key] });
    return found.find((one) => one.code === code)?.record;
  };

  it('is nothing to mend where record, key and policy are there', async () => assert.deepEqual(await codes(), []));

  it('is a missing record, with the one to publish', async () => {
    assert.deepEqual(await codes({ 'TXT acme.test': [] }), ['error spf_missing']);
    assert.deepEqual(await recordFor('spf_missing', { 'TXT acme.test': [] }), {
      name: 'acme.test',
      type: 'TXT',
      value: `v=spf1 a:${host} ~all`,
    });
  });

  it('is a record that leaves our mail server out, with the same record and that server in it', async () => {
    const others = {
      'TXT acme.test': ['v=spf1 ip4:198.51.100.0/24 include:other.test -all'],
      'TXT other.test': ['v=spf1 -all'],
    };
    assert.deepEqual(await codes(others), ['error spf_other_servers']);
    const record = await recordFor('spf_other_servers', others);
    assert.equal(record?.value, `v=spf1 ip4:198.51.100.0/24 include:other.test a:${host} -all`);
  });

  it('knows what customers of the large mail services include', async () => {
    const servers = [{ ...server, smtp_host: 'smtp.office365.com' }];
    const record = await recordFor('spf_other_servers', {}, servers);
    assert.equal(record?.value, `v=spf1 a:${host} include:spf.protection.outlook.com -all`);
    const included = {
      'TXT acme.test': ['v=spf1 include:spf.acme.test -all'],
      'TXT spf.acme.test': ['v=spf1 include:spf.protection.outlook.com -all'],
    };
    assert.deepEqual(await codes(included, { servers }), []);
  });

  it('is two records where one is right, or one that receivers cannot follow', async () => {
    const several = { 'TXT acme.test': ['v=spf1 mx include:other.test -all', 'v=spf1 mx ~all'] };
    assert.deepEqual(await codes(several), ['error spf_several']);
    assert.equal(
      (await recordFor('spf_several', several))?.value,
      `v=spf1 mx include:other.test a:${host} ~all`,
      'one that says what all of them said',
    );
    assert.deepEqual(await codes({ 'TXT acme.test': ['v=spf1 include:acme.test -all'] }), ['error spf_broken']);
  });

  it('is nothing where the record depends on the letter (macros), and does not say that nobody answers', async () => {
    const hosted = (record: string) => ({ 'TXT acme.test': [record] });
    const relayed = { servers: [{ ...server, smtp_host: 'smtp.office365.com' }] };
    for (const terms of ['include:%{ir}.%{v}.%{d}.spf.test -all', 'exists:%{i}.spf.test', 'redirect=%{d}.spf.test'])
      assert.deepEqual(await codes(hosted(`v=spf1 ${terms}`)), [], terms);
    assert.deepEqual(await codes(hosted('v=spf1 include:%{ir}.%{v}.%{d}.spf.test -all'), relayed), []);
    assert.deepEqual(await codes(hosted('v=spf1 -all include:%{i}.test')), ['error spf_other_servers']);
    assert.deepEqual(await codes(hosted('v=spf1 include:no..name -all')), ['error spf_broken']);
  });

  it('is a key that nobody published, or that can be used now', async () => {
    const nowhere = { 'TXT rekey-1._domainkey.acme.test': [] };
    assert.deepEqual(await codes(nowhere), ['error dkim_not_published']);
    const prepared = { ...key, state: 'prepared' } as const;
    assert.deepEqual(await codes(nowhere, { keys: [prepared] }), ['warning dkim_not_published']);
    assert.deepEqual(await codes({}, { keys: [prepared] }), ['warning dkim_ready']);
    assert.deepEqual(await codes({}, { keys: [] }), ['warning dkim_missing']);
  });

  it('is a policy that our letters cannot meet, a broken one, or none', async () => {
    const unproved = { 'TXT acme.test': ['v=spf1 -all'], 'TXT rekey-1._domainkey.acme.test': [] };
    assert.deepEqual(await codes(unproved), [
      'error spf_other_servers',
      'error dkim_not_published',
      'error dmarc_unproved',
    ]);
    assert.deepEqual(await codes({ 'TXT _dmarc.acme.test': ['v=DMARC1; p=rejekt'] }), ['error dmarc_broken']);
    assert.deepEqual(await codes({ 'TXT _dmarc.acme.test': [] }), ['warning dmarc_missing']);
  });

  it('is a domain that takes no mail: bounces would be lost', async () => {
    assert.deepEqual(await codes({ 'MX acme.test': [] }), ['warning mx_missing']);
    assert.deepEqual(await codes({ 'MX acme.test': [], 'A acme.test': ['203.0.113.9'] }), []);
  });

  it('is a domain that says that it takes no mail, though it has an address (RFC 7505)', async () => {
    const web = { 'A acme.test': ['203.0.113.9'] };
    assert.deepEqual(await codes({ ...web, 'MX acme.test': ['0 .'] }), ['warning mx_missing']);
    assert.deepEqual(await codes({ ...web, 'MX acme.test': ['0 .', '10 mx.acme.test'] }), []);
    dns.zone = {
      'MX back.test': ['0 .'],
      'A back.test': ['203.0.113.9'],
      'TXT back.test': ['v=spf1 a:smtp.acme.test'],
    };
    dns.zone['A smtp.acme.test'] = ['203.0.113.7'];
    const [lost, ...more] = await examineReturnDomain(names, { domain: 'back.test', servers: [server] });
    assert.deepEqual([lost?.code, more], ['bounces_lost', []]);
  });

  it('is a domain for bounces that takes none, or in which our mail server may not send', async () => {
    const returning = async (changes: Zone) => {
      dns.zone = { ...healthy, ...changes };
      const found = await examineReturnDomain(names, { domain: 'back.test', servers: [server, server] });
      return found.map(({ severity, code, record }) => `${severity} ${code} ${record?.value ?? ''}`.trim());
    };
    const mx = { 'MX back.test': ['10 mx.acme.test'] };
    const spf = { 'TXT back.test': ['v=spf1 a:smtp.acme.test -all'] };
    assert.deepEqual(await returning({ ...mx, ...spf }), []);
    assert.deepEqual(await returning({ 'A back.test': ['203.0.113.9'], ...spf }), [], 'it is reached at its address');
    assert.deepEqual(await returning(spf), ['error bounces_lost']);
    assert.deepEqual(await returning(mx), ['error spf_missing v=spf1 a:smtp.acme.test ~all']);
    assert.deepEqual(await returning({}), ['error bounces_lost', 'error spf_missing v=spf1 a:smtp.acme.test ~all']);
    dns.silent = true;
    assert.deepEqual(await returning({ ...mx, ...spf }), ['warning dns_away']);
    dns.silent = false;
  });

  it('is nothing known where no server of names answers', async () => {
    const away = createNames(['127.0.0.1:1']);
    const found = await examineDomain(away, { domain: 'acme.test', servers: [server], keys: [] });
    assert.deepEqual(
      found.map(({ code }) => code),
      ['dns_away'],
    );
  });

  it('judges a record as receivers do', async () => {
    const judge = async (record: string, address = '203.0.113.7') => {
      dns.zone = {
        ...healthy,
        'TXT acme.test': [record],
        'A mx.acme.test': ['203.0.113.8'],
        'AAAA smtp.acme.test': ['2001:db8::7'],
      };
      return (await judgeSpf(names, 'acme.test', address)).result;
    };
    assert.equal(await judge('v=spf1 ip4:203.0.113.0/24 -all'), 'pass');
    assert.equal(await judge('v=spf1 ip4:203.0.113.8 -all'), 'fail');
    assert.equal(await judge('v=spf1 ~all'), 'softfail');
    assert.equal(await judge('v=spf1 mx -all', '203.0.113.8'), 'pass');
    assert.equal(await judge('v=spf1 mx/29 -all', '203.0.113.9'), 'pass');
    assert.equal(await judge('v=spf1 a:smtp.acme.test//64 -all', '2001:db8::9'), 'pass');
    assert.equal(await judge('v=spf1 -ip4:203.0.113.7 +all'), 'fail');
    assert.equal(await judge('v=spf1'), 'neutral');
    assert.equal(await judge('v=spf1 redirect=nowhere.test'), 'permerror');
    assert.equal(await judge('v=spf1 ip4:nonsense -all'), 'permerror');
    assert.equal(
      await judge(`v=spf1 ${Array.from({ length: 11 }, (_, at) => `exists:n${at}.test`).join(' ')} -all`),
      'permerror',
    );
  });

  it('asks no more than receivers do, however much a record includes', async () => {
    const record = (of: string, count: number) =>
      `v=spf1 ${Array.from({ length: count }, (_, at) => `include:${of}${at}.test`).join(' ')} -all`;
    dns.zone = { 'TXT acme.test': [record('a', 1)], 'TXT a0.test': [record('b', 8)] };
    for (let at = 0; at < 8; at++) dns.zone[`TXT b${at}.test`] = [record('c', 12)];
    let asked = 0;
    const counted: Names = {
      ...names,
      async texts(name) {
        asked += 1;
        return names.texts(name);
      },
    };
    assert.equal(await includes(counted, 'acme.test', 'nowhere.test'), false);
    assert.ok(asked <= 11, `${asked} look-ups`);
    dns.zone = { 'MX acme.test': Array.from({ length: 12 }, (_, at) => `10 mx${at}.acme.test`) };
    assert.equal((await names.mailHosts('acme.test')).length, 10);
  });

  it('names the record that gives an address its name', () => {
    assert.equal(reverseOf('203.0.113.7'), '7.113.0.203.in-addr.arpa');
    assert.equal(reverseOf('2001:db8::7'), `7.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`);
  });

  it('finds the policy of a subdomain where its domain was registered', async () => {
    assert.equal(await registeredDomain('mail.acme.co.uk'), 'acme.co.uk');
    dns.zone = { 'TXT _dmarc.acme.test': ['v=DMARC1; p=reject; sp=none'] };
    assert.deepEqual(await findDmarc(names, 'mail.acme.test'), { domain: 'acme.test', policy: 'none' });
  });
});
