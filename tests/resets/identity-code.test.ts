import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { minute, tokenDigest } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { anybodyWith, operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const staff = anybodyWith('helpdesk');

onEveryEngine('a code that a caller reads back', (engine) => {
  let home: Installation;
  let names = 0;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const somebody = (user: Partial<User> = {}) => {
    const login = `user-${++names}`;
    return home.adopted({ login, email: `${login}@example.com`, ...user });
  };
  const mailed = async (user: User): Promise<string> => {
    await home.app.resets.sendCode(staff, user.id);
    const [letter] = await home.letters(user.email ?? '');
    assert.equal(letter?.subject, 'Your verification code');
    return /\b(\d{3} \d{3})\b/.exec(letter.text)?.[1] ?? '';
  };
  const sendWith = (user: User, identityCode?: string) =>
    home.app.resets.send(staff, user.id, { identityCheck: 'code', identityCode });

  it('lets a reset be sent once, and is kept with it', async () => {
    const user = await somebody();
    const code = await mailed(user);
    const { reset } = await sendWith(user, code);
    assert.equal(reset.identity_check, 'code');
    await refuses(sendWith(user, code), 'code_wrong');
  });

  it('is not guessed: five tries, and then not even the right one', async () => {
    const user = await somebody();
    const code = await mailed(user);
    const wrong = code === '111 111' ? '222222' : '111111';
    for (let tries = 0; tries < 5; tries++) await refuses(sendWith(user, wrong), 'code_wrong');
    await refuses(sendWith(user, code), 'code_wrong');
    await sendWith(user, await mailed(user));
  });

  it('holds for ten minutes, and for its own user', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const code = await mailed(one);
    await refuses(sendWith(other, code), 'code_wrong');
    await home.later(10 * minute);
    await refuses(sendWith(one, code), 'code_wrong');
    await refuses(sendWith(one), 'code_wrong');
  });

  it('ends with the address that it was mailed to', async () => {
    const user = await somebody();
    const code = await mailed(user);
    await home.app.users.edit(operator, user.id, { change: { email: 'right@example.net' } });
    await refuses(sendWith(user, code), 'code_wrong');
  });

  it('is not passed over where it was not said that one was read back', async () => {
    const user = await somebody();
    const code = await mailed(user);
    await refuses(home.app.resets.send(staff, user.id, { identityCode: code }), 'identity_check_missing');
    await home.app.resets.send(staff, user.id, { identityCode: '' });
    await sendWith(user, code);
  });

  it('is mailed only where a letter can go, and not without end', async () => {
    const user = await somebody();
    await refuses(home.app.resets.sendCode(staff, (await home.adopted({ login: 'mute' })).id), 'no_address');
    await refuses(home.app.resets.sendCode(anybodyWith('user'), user.id), 'forbidden');
    for (let count = 0; count < 6; count++) await home.app.resets.sendCode(staff, user.id);
    await refuses(home.app.resets.sendCode(staff, user.id), 'limited');
  });

  it('rests nowhere', async () => {
    const user = await somebody();
    const code = (await mailed(user)).replace(' ', '');
    const { database } = home.app;
    const rows = await database.read
      .selectFrom('identity_codes')
      .select('digest')
      .where('user_id', '=', user.id)
      .execute();
    assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(code));
    // So few digits are found by trying all of them, unless what they rest as takes the installation's secret.
    const guessed = [code, `${user.id}${code}`, `${user.id} ${code}`, `${user.id}:${code}`].map(tokenDigest);
    assert.ok(rows.every(({ digest }) => !guessed.includes(digest)));
    const told = await home.app.audit.list(operator, { subjectId: user.id });
    assert.ok(!JSON.stringify(told).includes(code));
  });
});
