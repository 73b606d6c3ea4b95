import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { networkOf, sourceOf } from '../../src/kernel/index.ts';

describe('what limits count as one', () => {
  it('is an IPv4 address, in whatever clothes it comes', () => {
    const clothes = ['::ffff:198.51.100.1', '::FFFF:c633:6401', '0:0:0:0:0:ffff:c633:6401', '64:ff9b::c633:6401'];
    for (const address of ['198.51.100.1', ...clothes, '64:ff9b::198.51.100.1', '2002:c633:6401::7']) {
      assert.equal(sourceOf(address), '198.51.100.1', address);
      assert.equal(networkOf(address), '198.51.100', address);
    }
    assert.notEqual(sourceOf('64:ff9b::c633:6401'), sourceOf('64:ff9b::c633:6402'));
  });

  it('is the /64 of an IPv6 host, however it is spelt, and its /48 is the neighbourhood', () => {
    for (const address of ['2001:db8::1:2:3:4', '2001:DB8:0:0:9::', '2001:0db8:0000:0000:ffff::1']) {
      assert.equal(sourceOf(address), '2001:db8:0:0', address);
      assert.equal(networkOf(address), '2001:db8:0', address);
    }
    assert.notEqual(sourceOf('2001:db8:0:1::1'), sourceOf('2001:db8:0:2::1'));
    assert.equal(sourceOf('::1'), '0:0:0:0');
  });

  it('is itself where it is no address', () => {
    for (const text of ['', 'unknown']) assert.equal(sourceOf(text), text);
  });
});
