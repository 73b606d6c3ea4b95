import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { presentable } from '../../src/mail/wire/reply.ts';

const token = 'Jx2mVtqvXl0y5wq1ZkE9-Tn3uYc7RhPa4sDgFo_iKeM';
const link = `https://rekey.test/web/reset_password?token=${token}`;
const letter = `Hello Ann.\n\nOpen ${link} now.\n`;

/** Every way in which a mail server may repeat a link, or a line of the letter as it went over the wire. */
const repeated: Record<string, string> = {
  'as it is': `550 5.7.1 Blocked URL ${link}`,
  'in lower case': `550 5.7.1 Blocked URL ${link.toLowerCase()}`,
  'the token alone': `550 5.7.1 Blocked: ${token}.`,
  'as quoted-printable': `550 5.7.1 Blocked: https://rekey.test/web/reset_password?token=3D${token}`,
  'as quoted-printable without its name': `550 5.7.1 Blocked: 3D${token}`,
  'broken by quoted-printable': `550-5.7.1 Blocked: ?token=3D${token.slice(0, 20)}=\r\n550 5.7.1 ${token.slice(20)}`,
  'broken, with the break made a space': `550 5.7.1 Blocked: ${token.slice(0, 25)}= ${token.slice(25)}`,
  'broken by lines of its own': `550-5.7.1 Blocked: ${token.slice(0, 22)}\r\n550 5.7.1 ${token.slice(22)}`,
  'with percent signs': `550 5.7.1 Blocked: ${encodeURIComponent(link)}`,
  'with percent signs for all of it': `550 5.7.1 Blocked: ?token%253D${token.replace(/[-_]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`,
  'with character references': `550 5.7.1 Blocked: ?token&#x3D;${token.replaceAll('-', '&#45;')}`,
  'in base64': `550 5.7.1 Blocked: ${Buffer.from(`?token=${token}`).toString('base64')}`,
  'cut short by the server': `550 5.7.1 Blocked: ${link.slice(0, -18)}…`,
  'behind much else': `550 5.7.1 ${'Blocked. '.repeat(12)}${link}`,
};

/** What is left of the token in some words, as the longest piece of it that they have. */
function leaked(words: string): string {
  const bare = words.replace(/[^A-Za-z0-9_-]/g, '').toLowerCase();
  const all = token.toLowerCase();
  for (let length = all.length; length > 0; length -= 1)
    for (let from = 0; from + length <= all.length; from += 1)
      if (bare.includes(all.slice(from, from + length))) return all.slice(from, from + length);
  return '';
}

describe('The words of a mail server', () => {
  for (const [how, reply] of Object.entries(repeated)) {
    it(`keep nothing of a link that they repeat ${how}`, () => {
      for (const known of [undefined, letter]) {
        const kept = presentable(reply, { credentials: [], letter: known });
        assert.ok(leaked(kept).length < 8, kept);
        assert.match(kept, /^550 5\.7\.1 Blocked/);
      }
    });
  }

  it('keep nothing of a code that they repeat', () => {
    const held = 'Your code:\n\n123 456\n\nIt holds until 03:14.';
    for (const reply of ['550 5.7.1 What is 123456', '550 123 456?', '550-5.7.1 No 123=\r\n550 5.7.1 456'])
      for (const confidence of [{ letter: held }, { coded: true }]) {
        const kept = presentable(reply, { credentials: [], ...confidence });
        assert.match(kept, /^550 .*\*\*\*\??$/);
        assert.doesNotMatch(kept, /456/);
      }
  });

  it('are otherwise left as they are, so that they help', () => {
    const helpful = [
      '550 5.1.1 <ann@other.test>: Recipient address rejected: User unknown',
      '250 2.0.0 Ok: queued as 4c8Zr21VtKz9sQw',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked; https://www.spamhaus.org/query/ip/192.0.2.1',
      '535 5.7.8 bad token: expired',
    ];
    for (const reply of helpful) assert.equal(presentable(reply, { credentials: [] }), reply);
    const named = '250 2.0.0 OK 1700000000 a1-20020a170906abcd00b009a1b2c3d4e5si1234567ejc.123 - gsmtp';
    assert.equal(presentable(named, { credentials: [], letter }), named);
  });

  it('keep no credentials, whatever stands around them', () => {
    const secret = `${'a1'.repeat(20)}$tail`;
    const kept = presentable(`535 5.7.8 no ${secret} here`, { credentials: [secret] });
    assert.equal(kept, '535 5.7.8 no *** here');
  });
});
