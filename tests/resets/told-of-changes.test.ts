import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { onEveryEngine } from '../engines.ts';
import { type OpenedAccounts, old, openAccounts } from './accounts.ts';

onEveryEngine('an account whose letters tell of changes', (engine) => {
  let home: OpenedAccounts;
  before(async () => {
    home = await openAccounts(engine);
  });
  after(() => home.close());

  it('is told once that its address is written another way, with nothing to go back to', async () => {
    const owner = await home.somebody({ role: 'settings' });
    const written = owner.email.toUpperCase();
    await home.edit(owner, written);
    const { items } = await home.app.mail.list(home.operator, { limit: 200 });
    const told = items.filter(({ kind, to }) => kind === 'address_changed' && to.address.toLowerCase() === owner.email);
    assert.deepEqual(
      told.map(({ to }) => to.address),
      [written],
    );
  });

  it('is told of where its owner was reached then, also by a letter that is written again after it was moved', async () => {
    const owner = await home.somebody();
    const at = home.clock.now();
    await home.move(owner, `m-${owner.user.login}@example.net`);
    const signIn = await home.writtenAgain('new_browser', owner, { at });
    assert.equal(signIn.to, owner.email);
    assert.equal((await home.app.resets.showNotMe(signIn.token)).about, 'sign_in');
    const factor = await home.writtenAgain('factors_changed', owner, { at, what: 'factors.totp_added' });
    assert.equal(factor.to, owner.email);
  });

  it('is told of a changed password in words of ours, whatever a browser calls itself', async () => {
    const owner = await home.somebody();
    const next = { oldPassword: old, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
    const agent = `${firefox} Call +1 555 0199 at once`;
    await home.app.sessions.changePassword({ ...owner.thief, agent }, next);
    const letter = (await home.letters(owner.email)).find(({ subject }) => subject === 'Your password was changed');
    assert.match(letter?.text ?? '', /Network address: 198\.51\.100\.9\. Browser: Firefox on Linux\./);
    assert.doesNotMatch(`${letter?.text}${letter?.html}`, /0199/);
  });
});
