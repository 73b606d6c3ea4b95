import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { bytes, list, map, small } from '../cbor.ts';
import { sqlite } from '../engines.ts';
import { certificate, years } from '../mail/certificates.ts';
import { der, integer, octets, oid, sequence } from '../mail/der.ts';
import { type Asked, softwarePasskey } from '../software-passkey.ts';
import { peopleOn } from './people.ts';

const { home, people } = peopleOn(sqlite);

/**
 * As a device with Android vouches for its key, by certificates of an authority of its own. They say that those which were
 * revoked are listed at this address.
 */
function vouchedFor({ publicKey, client, signature }: Asked, revokedAt: string) {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { name: 'Authority', key: authority.privateKey };
  const software = der(0x0a, Buffer.from([0]));
  const asked = [integer(3), software, integer(4), software, octets(client), octets(Buffer.alloc(0))];
  const description = sequence(...asked, sequence(), sequence());
  const revoked = sequence(sequence(der(0xa0, der(0xa0, der(0x86, Buffer.from(revokedAt))))));
  const more = [sequence(oid('2b06010401d679020111'), octets(description)), sequence(oid('551d1f'), octets(revoked))];
  const life = years(2020, 2049);
  const own = certificate({ name: 'Phone', hosts: ['phone'], ...life, more }, publicKey, issuer);
  const root = certificate({ name: issuer.name, hosts: [], ...life }, authority.publicKey, issuer);
  const es256 = small(-7);
  const statement = map({ alg: es256, sig: bytes(signature), x5c: list(bytes(own), bytes(root)) });
  return { format: 'android-key', statement };
}

it('a new passkey has the server visit no address that its device names, and is taken whatever it tells of its maker', async () => {
  const visits: string[] = [];
  const elsewhere = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end();
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const { port } = elsewhere.address() as AddressInfo;

  const { user, caller } = await people.somebody();
  const { challenge } = await home.app.factors.offerPasskey(caller);
  const passkey = softwarePasskey();
  const response = passkey.register(challenge, (asked) => vouchedFor(asked, `http://127.0.0.1:${port}/revoked`));
  const adding = home.app.factors.addPasskey(caller, { response, challenge, name: 'Phone' });
  const added = await adding.then(
    () => true,
    () => false,
  );
  elsewhere.close();
  assert.deepEqual(visits, []);
  assert.ok(added);
  assert.equal((await home.app.factors.of(home.app.database.read, user.id)).passkeys.length, 1);
});
