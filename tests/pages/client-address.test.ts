import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { clientAddress, trustedProxies } from '../../src/http/client-address.ts';
import { Refusal } from '../../src/kernel/index.ts';

describe('the address of a client', () => {
  const trusted = trustedProxies(['10.0.0.0/8', '192.0.2.1', '2001:db8:1::/48']);
  const table: [
    what: string,
    socket: string | undefined,
    forwardedFor: string | undefined,
    address: string | undefined,
  ][] = [
    ['is the socket where no proxy is named', '198.51.100.4', undefined, '198.51.100.4'],
    ['is the socket where a stranger claims another', '198.51.100.4', '203.0.113.9', '198.51.100.4'],
    ['is what a trusted proxy says', '10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['is the last that is not a proxy of ours', '10.1.2.3', '1.1.1.1, 203.0.113.9, 192.0.2.1', '203.0.113.9'],
    ['is the first where all are proxies of ours', '10.1.2.3', '10.9.9.9, 192.0.2.1', '10.9.9.9'],
    [
      'is what our proxy saw where a stranger wrote no address before',
      '10.1.2.3',
      'x"><b>, 203.0.113.9',
      '203.0.113.9',
    ],
    ['is what our proxy saw where a stranger wrote nothing before', '10.1.2.3', ', 203.0.113.9', '203.0.113.9'],
    ['is what our proxies saw, whatever stands before', '10.1.2.3', 'x, 203.0.113.9, 192.0.2.1', '203.0.113.9'],
    ['is the proxy that names no address', '10.1.2.3', '203.0.113.9, unknown', '10.1.2.3'],
    ['is the proxy that names nothing', '10.1.2.3', '203.0.113.9,', '10.1.2.3'],
    ['is what a trusted proxy says with a port', '10.1.2.3', '1.1.1.1, 203.0.113.9:4711', '203.0.113.9'],
    ['may be IPv6 with a port', '10.1.2.3', '1.1.1.1, [2001:DB8:2::9]:4711, 192.0.2.1:80', '2001:db8:2::9'],
    ['may be IPv6 in brackets without a port', '10.1.2.3', '[2001:db8:2::9]', '2001:db8:2::9'],
    [
      'is IPv4 where a proxy says it in IPv6 clothes with a port',
      '10.1.2.3',
      '[::ffff:203.0.113.9]:4711',
      '203.0.113.9',
    ],
    ['is the proxy that names what is neither', '10.1.2.3', '203.0.113.9:port', '10.1.2.3'],
    ['is the proxy that puts brackets where none belong', '10.1.2.3', '[203.0.113.9]:4711', '10.1.2.3'],
    ['is the farther proxy of ours where that one names none', '10.1.2.3', 'unknown, 192.0.2.1', '192.0.2.1'],
    ['is IPv4 where it came in IPv6 clothes', '::ffff:10.1.2.3', '::ffff:203.0.113.9', '203.0.113.9'],
    ['has no zone', 'fe80::1%eth0', undefined, 'fe80::1'],
    ['may be IPv6 behind IPv6', '2001:db8:1::5', '2001:DB8:2::9', '2001:db8:2::9'],
    ['is unknown without a socket', undefined, '203.0.113.9', undefined],
  ];
  for (const [what, socket, forwardedFor, address] of table) {
    it(what, () => assert.equal(clientAddress(socket, forwardedFor, trusted), address));
  }

  it('I-40 believes nothing but addresses, and those of our proxies only', () => {
    const entry = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom(
        '10.1.1.1',
        '',
        ' ',
        'unknown',
        '_x',
        '1.2.3.4:80',
        '1.2.3:80',
        '[::1]',
        '[::1]:80',
        '[:]:80',
        '[]',
      ),
    );
    const header = fc.oneof(
      fc.string(),
      fc.array(entry, { maxLength: 6 }).map((entries) => entries.join(',')),
    );
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), header, (socket, forwarded) => {
        const address = clientAddress(socket, forwarded, trusted) ?? '';
        assert.ok(isIP(address) > 0, `${socket} ${forwarded}`);
        if (!trusted(address) && !trusted(socket)) assert.equal(address, clientAddress(socket, undefined, trusted));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not moved by anything that a stranger writes before our proxies', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.ipV4(),
        fc.constantFrom('', ', 192.0.2.1', ',10.1.1.1 , 192.0.2.1'),
        (text, seen, ours) => {
          fc.pre(!trusted(seen));
          assert.equal(clientAddress('10.1.2.3', `${text}, ${seen}${ours}`, trusted), seen);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('believes nobody where nobody is trusted', () => {
    assert.equal(clientAddress('127.0.0.1', '203.0.113.9', trustedProxies([])), '127.0.0.1');
  });

  for (const entry of [
    '',
    'proxy.example',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '::1/129',
    '10.0.0.1/-1',
    '10.0.0.1/1.5',
  ]) {
    it(`refuses to start with ${JSON.stringify(entry)}`, () => {
      assert.throws(
        () => trustedProxies([entry]),
        (error) => error instanceof Refusal && error.is('configuration'),
      );
    });
  }
});
