import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { silent, sourceOf } from '../../src/kernel/index.ts';
import { type DoorLimits, usualDoor } from '../../src/mail/bounces/door.ts';
import { listenForBounces } from '../../src/mail/bounces/receiver.ts';
import type { Receiver } from '../../src/mail/index.ts';
import { handOver, report } from '../bounce.ts';

describe('the door for letters that come back', () => {
  let receiver: Receiver;
  const sockets: Socket[] = [];
  const open = async (door: DoorLimits): Promise<void> => {
    await receiver?.close();
    receiver = await listenForBounces({
      host: '127.0.0.1',
      port: 0,
      hostname: 'accounts.acme.test',
      isOurs: () => true,
      take: async () => 'not_ours',
      log: silent,
      door,
    });
  };
  beforeEach(() => open({ ...usualDoor, perSource: 3, introduction: 600 }));
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await receiver.close();
  });

  const come = (from = '127.0.0.1'): Socket => {
    const socket = connect({ port: receiver.port, host: '127.0.0.1', localAddress: from }).setEncoding('latin1');
    sockets.push(socket.on('error', () => {}));
    return socket;
  };
  const greeting = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);
  const introduced = async (socket: Socket): Promise<void> => {
    assert.match(await greeting(socket), /^220 /);
    socket.write('EHLO mail.example\r\n');
    assert.match(await greeting(socket), /^250/);
  };

  it('calls itself what the installation is called, and not what the machine is', async () => {
    const guest = come();
    assert.equal(await greeting(guest), '220 accounts.acme.test ESMTP\r\n');
    guest.write('EHLO mail.example\r\n');
    assert.match(await greeting(guest), /^250-accounts\.acme\.test /);
  });

  it('lets in so many of one source at once, and tells the next one to come again', async () => {
    for (let inside = 0; inside < 3; inside++) assert.match(await greeting(come()), /^220 /);
    const next = come();
    assert.match(await greeting(next), /^421 Too many connections from your address\. Come again in a moment\.\r\n$/);
    await once(next, 'close');
    sockets[0]?.destroy();
    while (!(await greeting(come())).startsWith('220 '));
  });

  it('stays open to others when one source has all that it may have', async () => {
    const crowd = Array.from({ length: 60 }, () => come('127.0.0.2'));
    await Promise.all(crowd.map((socket) => greeting(socket)));
    assert.match(await handOver(receiver.port, 'bounces@acme.test', report('failed', '5.1.1')), /^250/);
  });

  it('stays open to others when many sources have all places and keep them, which costs none of the others their own', async () => {
    await open(usualDoor);
    const known = come('127.0.9.1');
    await introduced(known);
    const crowd = Array.from({ length: 19 }, (_, one) => come(`127.0.1.${1 + (one % 4)}`));
    await Promise.all(crowd.map(introduced));
    for (let letters = 0; letters < 3; letters++)
      assert.match(await handOver(receiver.port, 'bounces@acme.test', report('failed', '5.1.1')), /^250/);
    assert.equal(known.closed, false);
    assert.ok(crowd.filter((socket) => !socket.closed).length >= 16);
  });

  it('sends away who came first of the network that has most places, and says so', async () => {
    await open({ ...usualDoor, places: 3 });
    const alone = come('127.0.9.1');
    await introduced(alone);
    const [first, second] = [come('127.0.1.1'), come('127.0.1.2')];
    await introduced(first);
    await introduced(second);
    const next = come('127.0.8.1');
    assert.match(await greeting(first), /^421 Others are waiting\. Come again later\.\r\n$/);
    await once(first, 'close');
    await introduced(next);
    assert.deepEqual([alone.closed, second.closed], [false, false]);
  });

  it('does not wait for somebody who comes to no first command, however slowly it is spelt', async () => {
    const [idle, slow, known] = [come(), come(), come()];
    for (const socket of [idle, slow, known]) await greeting(socket);
    known.write('EHLO mail.example\r\n');
    assert.match(await greeting(known), /^250/);
    const spelling = setInterval(() => slow.write('E'), 50);
    const gone = Promise.all([once(idle, 'close'), once(slow, 'close')]);
    for (const said of await Promise.all([greeting(idle), greeting(slow)])) assert.match(said, /^421 You are too slow/);
    await gone;
    clearInterval(spelling);
    assert.equal(known.closed, false);
  });
});

describe('a source', () => {
  it('is an IPv4 address, however the socket spells it, or the /64 of an IPv6 one', () => {
    assert.equal(sourceOf('::ffff:192.0.2.7'), '192.0.2.7');
    assert.equal(sourceOf('2001:db8:0:1::7'), sourceOf('2001:db8:0:1:a:b:c:d'));
    assert.notEqual(sourceOf('2001:db8:0:1::7'), sourceOf('2001:db8:0:2::7'));
  });
});
