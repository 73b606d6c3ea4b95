import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { day, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { type OpenedApprovals, openApprovals, relay } from './opened.ts';

onEveryEngine('an approval of where letters and links go', (engine) => {
  let home: OpenedApprovals;
  let ada: User;
  let sam: User;
  before(async () => {
    home = await openApprovals(engine);
    [ada, sam] = [await home.person('ada', 'settings'), await home.person('sam', 'settings')];
  });
  after(() => home.close());

  const found = async (name: string) => {
    const server = (await home.app.mail.servers.list(home.operator)).find((one) => one.name === name);
    assert.ok(server);
    return server;
  };
  const order = async () => (await home.app.mail.servers.list(home.operator)).map(({ id }) => id);

  it('guards where letters go: a new server, another host or password, and not a name', async () => {
    const { approvals, mail } = home.app;
    const id = await home.pending(mail.servers.create(signedIn(ada), relay));
    assert.doesNotMatch(await home.everythingStored(), /Relay-opens-here/);
    assert.match(
      (await home.toldTo(sam))[0] ?? '',
      /asked on .* to add, change or delete the outgoing mail server Relay\./,
    );
    await approvals.approve(signedIn(sam), id);
    const made = await found('Relay');
    await mail.servers.edit(signedIn(ada), made.id, { version: made.version, input: { ...relay, name: 'Other name' } });
    const version = made.version + 1;
    const input = { ...relay, name: 'Other name', smtp_port: 2526 };
    const edit = await home.pending(mail.servers.edit(signedIn(ada), made.id, { version, input }));
    const stale = await home.pending(
      mail.servers.edit(signedIn(ada), made.id, { version, input: { ...input, smtp_port: 2527 } }),
    );
    await approvals.approve(signedIn(sam), edit);
    assert.equal((await mail.servers.read(home.operator, made.id)).smtp_port, 2526);
    await refuses(approvals.approve(signedIn(sam), stale), 'changed_meanwhile');
    assert.equal(await home.stateOf(stale), 'failed');
  });

  it('guards whom letters come from, and what is in use: sender, filter, order, pace; not how a server is called', async () => {
    const { approvals, mail } = home.app;
    const { id, version } = await mail.servers.create(home.operator, { ...relay, name: 'First', sequence: 100 });
    const changes = [
      { from: 'it@elsewhere.example' },
      { from_filter: 'elsewhere.example' },
      { sequence: 300 },
      { max_per_minute: 1 },
      { active: false },
    ];
    const wished: string[] = [];
    for (const input of changes) {
      wished.push(await home.pending(mail.servers.edit(signedIn(ada), id, { version, input })));
    }
    const [sender = '', ...others] = wished;
    for (const other of others) await approvals.refuse(signedIn(sam), other);
    assert.equal((await found('First')).from, null);
    await approvals.approve(signedIn(sam), sender);
    assert.equal((await found('First')).from, 'it@elsewhere.example');

    const unused = await mail.servers.create(home.operator, { ...relay, name: 'Unused', sequence: 200, active: false });
    const input = { name: 'Spare', max_connections: 2 };
    await mail.servers.edit(signedIn(ada), unused.id, { version: unused.version, input });
    assert.ok(await found('Spare'));
  });

  it('guards the order of servers, and approves none that another one has overtaken', async () => {
    const { approvals, mail } = home.app;
    const one = await mail.servers.create(home.operator, { ...relay, name: 'One', sequence: 300 });
    const other = await mail.servers.create(home.operator, { ...relay, name: 'Other', sequence: 400 });
    const ids = await order();
    const turned = [...ids.slice(0, -2), other.id, one.id];
    await mail.servers.order(signedIn(ada), ids);
    const moving = await home.pending(mail.servers.order(signedIn(ada), turned));
    const again = await home.pending(mail.servers.order(signedIn(sam), turned));
    assert.deepEqual(await order(), ids);
    await approvals.approve(signedIn(sam), moving);
    assert.deepEqual(await order(), turned);
    await refuses(approvals.approve(signedIn(ada), again), 'changed_meanwhile');
  });

  it('guards the end of a server that is used, as it was when that was asked for', async () => {
    const { approvals, mail } = home.app;
    const used = await mail.servers.create(home.operator, { ...relay, name: 'Used', sequence: 500 });
    const spare = await mail.servers.create(home.operator, { ...relay, name: 'Spare', sequence: 600, active: false });
    const ending = await home.pending(mail.servers.remove(signedIn(ada), used.id));
    const stale = await home.pending(mail.servers.remove(signedIn(sam), used.id));
    await mail.servers.edit(signedIn(ada), used.id, { version: used.version, input: { name: 'Used still' } });
    await refuses(approvals.approve(signedIn(ada), stale), 'changed_meanwhile');
    await approvals.refuse(signedIn(sam), ending);
    await approvals.approve(signedIn(sam), await home.pending(mail.servers.remove(signedIn(ada), used.id)));
    await mail.servers.remove(signedIn(ada), spare.id);
    const left = await order();
    assert.ok(!left.includes(used.id) && !left.includes(spare.id));
  });

  it('guards where links lead, and whom letters come from: the addresses of a company, and nothing else of it', async () => {
    const { approvals, users, database } = home.app;
    const [company] = await users.companies(database.read);
    assert.ok(company);
    const sender = (senderAddress: string) =>
      users.saveCompany(signedIn(ada), { id: company.id, form: { senderAddress } });
    const senderNow = async () => (await users.companies(database.read))[0]?.senderAddress;
    const away = await home.pending(sender('it@elsewhere.example'));
    assert.equal(await senderNow(), undefined);
    await approvals.approve(signedIn(sam), away);
    assert.equal(await senderNow(), 'it@elsewhere.example');
    await approvals.refuse(signedIn(sam), await home.pending(sender('')));
    const { version } = (await users.companies(database.read))[0] ?? {};
    await users.saveCompany(home.operator, { id: company.id, version, form: { senderAddress: '' } });
    const move = (baseUrl: string) => users.saveCompany(signedIn(ada), { id: company.id, form: { baseUrl } });
    const addressNow = async () => (await users.companies(database.read))[0]?.baseUrl;
    await home.pending(
      users.saveCompany(signedIn(ada), { form: { ...company, name: 'Elsewhere', baseUrl: 'https://new.example' } }),
    );
    const id = await home.pending(move('https://elsewhere.example'));
    assert.match(
      (await home.toldTo(sam))[0] ?? '',
      /that letters to people of .* come from another address, or their links lead to another one, or they send people elsewhere for help\./,
    );
    assert.equal(await addressNow(), undefined);
    await approvals.approve(signedIn(sam), id);
    assert.equal(await addressNow(), 'https://elsewhere.example');
    const stale = await home.pending(move('https://stale.example'));
    await users.saveCompany(signedIn(ada), { id: company.id, form: { help: { name: 'Somebody else' }, baseUrl: '' } });
    await refuses(approvals.approve(signedIn(sam), stale), 'changed_meanwhile');
    assert.equal(await addressNow(), undefined);
  });

  it('guards where letters send people for help, and not who is named for it', async () => {
    const { approvals, users, database } = home.app;
    const [company] = await users.companies(database.read);
    const help = (wanted: { name?: string; page?: string; email?: string }) =>
      users.saveCompany(signedIn(ada), { id: company?.id, form: { help: wanted } });
    const now = async () => {
      const { page, email } = (await users.companies(database.read))[0]?.help ?? {};
      return [page, email];
    };
    const before = await now();
    const page = await home.pending(help({ page: 'https://help.elsewhere.example' }));
    const email = await home.pending(help({ email: 'help@elsewhere.example' }));
    assert.deepEqual(await now(), before);
    const [told = ''] = await home.toldTo(sam);
    assert.match(told.replaceAll('\u2060', ''), /Help is found at: https:\/\/help\.elsewhere\.example/);
    assert.match(told.replaceAll('\u2060', ''), /Help is asked for at: help@elsewhere\.example/);
    assert.doesNotMatch(told, /help\.elsewhere|help@elsewhere/);
    await approvals.approve(signedIn(sam), page);
    await refuses(approvals.approve(signedIn(sam), email), 'changed_meanwhile');
    await approvals.approve(signedIn(sam), await home.pending(help({ email: 'help@elsewhere.example' })));
    assert.deepEqual(await now(), ['https://help.elsewhere.example', 'help@elsewhere.example']);
    await help({ name: 'The desk' });
    await help({ page: '', email: '' });
    assert.deepEqual(await now(), [undefined, undefined]);
  });

  it('guards where letters come back to, and keeps what was to change together with it', async () => {
    const { approvals, settings, database } = home.app;
    const bounces = 'bounces@elsewhere.example';
    const now = async () => {
      const { bounce_address, link_life } = await settings.read(database.read);
      return [bounce_address, link_life];
    };
    const together = { bounce_address: bounces, link_life: 10 * minute };
    const id = await home.pending(settings.changeSeveral(signedIn(ada), together));
    const stale = await home.pending(settings.changeSeveral(signedIn(sam), together));
    assert.match((await home.toldTo(sam))[0] ?? '', /that letters which come back go to another address\./);
    assert.deepEqual(await now(), [null, day]);
    await approvals.approve(signedIn(sam), id);
    assert.deepEqual(await now(), [bounces, 10 * minute]);
    await refuses(approvals.approve(signedIn(ada), stale), 'changed_meanwhile');
    await approvals.approve(signedIn(sam), await home.pending(settings.revert(signedIn(ada), 'bounce_address')));
    await settings.revert(signedIn(ada), 'link_life');
    assert.deepEqual(await now(), [null, day]);
  });

  it('is not got rid of by one person who switches it off', async () => {
    const { approvals, settings, database } = home.app;
    const id = await home.pending(settings.change(signedIn(ada), 'approve_mail_servers', false));
    assert.match(
      (await home.toldTo(sam))[0] ?? '',
      /that changes of outgoing mail servers and of addresses in letters need no second administrator any more\./,
    );
    await home.pending(settings.revert(signedIn(ada), 'approve_administrator_resets'));
    assert.equal((await settings.read(database.read)).approve_mail_servers, true);
    await approvals.approve(signedIn(sam), id);
    assert.equal((await settings.read(database.read)).approve_mail_servers, false);
  });
});
