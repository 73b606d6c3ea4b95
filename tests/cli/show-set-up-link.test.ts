import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { showSetUpLink } from '../../src/cli/show-set-up-link.ts';
import { strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';

onEveryEngine('a server that starts', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const shown = async (terminal: boolean): Promise<string> => {
    let said = '';
    const out = (text: string): void => {
      said += text;
    };
    await showSetUpLink(home.app, { out, err: assert.fail, terminal });
    return said;
  };

  it('shows at a terminal the link for the first administrator, in no log, and none once there is one', async () => {
    assert.equal(await shown(false), '');
    const said = await shown(true);
    const [, token = ''] = /^Open this link .*\n\S+\/web\/set_up\?token=([\w-]+)\n$/.exec(said) ?? [];
    const password = 'Harbour-violet-29';
    const ada = { name: 'Ada Moor', login: 'ada', email: 'ada@post.example', company: 'Lumen' };
    const typed = { ...ada, password, confirmPassword: password };
    assert.equal((await home.app.resets.setUp(strangerAt('192.0.2.50'), token, typed)).user.login, 'ada');
    assert.equal(await shown(true), '');
  });
});
