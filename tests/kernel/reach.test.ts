import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, it } from 'node:test';
import { addressForbidden, createReach } from '../../src/kernel/index.ts';

describe('where what administrators type may lead', () => {
  it('is anywhere outside', () => {
    const { allows } = createReach([]);
    for (const address of ['93.184.216.34', '2606:2800:220:1::1', '::ffff:93.184.216.34']) {
      assert.ok(allows(address), address);
    }
  });

  it('is inside only where it is listed, in whatever clothes the address comes', () => {
    const inside = [
      '10.1.2.3',
      '127.0.0.1',
      '::1',
      'fd12::1',
      '::ffff:10.1.2.3',
      '64:ff9b::a01:203',
      '2002:a01:203::1',
    ];
    const none = createReach([]);
    const listed = createReach(['10.0.0.0/8', '127.0.0.1', '::1', 'fd00::/8']);
    for (const address of inside) {
      assert.ok(!none.allows(address), address);
      assert.ok(listed.allows(address), address);
    }
  });

  it('is never link-local, metadata, multicast or nowhere, also where all is listed', () => {
    const { allows } = createReach(['0.0.0.0/0', '::/0']);
    const never = ['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', 'fd00:ec2::254', '100.100.100.200'];
    for (const address of [...never, '224.0.0.1', '0.0.0.0', '::', '255.255.255.255', 'not-an-address']) {
      assert.ok(!allows(address), address);
    }
  });

  it('is judged on what a name leads to at that moment, so that a second answer gains nothing', () => {
    const answers: LookupAddress[][] = [
      [{ address: '93.184.216.34', family: 4 }],
      [{ address: '169.254.169.254', family: 4 }],
      [
        { address: '10.0.0.1', family: 4 },
        { address: '93.184.216.34', family: 4 },
      ],
    ];
    const resolve = ((_host, _options, done) => done(null, answers.shift() ?? [])) as LookupFunction;
    const { lookup } = createReach([], resolve);
    const told: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      lookup('rebound.example', { all: false }, (error, address) => told.push(error?.code ?? address));
    }
    assert.deepEqual(told, ['93.184.216.34', addressForbidden, '93.184.216.34']);
  });
});
