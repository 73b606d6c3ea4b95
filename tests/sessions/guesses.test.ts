import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { day, hour, minute, Refusal, second } from '../../src/kernel/index.ts';
import { signInsFrom } from '../../src/sessions/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { better, good, type OpenedSessions, openSessions } from './opened.ts';

onEveryEngine('guesses at a password', (engine) => {
  let home: OpenedSessions;
  before(async () => {
    home = await openSessions(engine);
  });
  after(() => home.close());

  it('I-41 I-42 makes guessers wait longer and longer, also when they guess all at once', async () => {
    await home.confirmed({ login: 'prey', password: good });
    const guesses = Array.from({ length: 30 }, (_, index) => home.signIn('prey', `Wrong-${index}`, '198.51.100.1'));
    const codes = (await Promise.allSettled(guesses)).map((one) =>
      one.status === 'rejected' && one.reason instanceof Refusal ? one.reason.code : 'in',
    );
    assert.equal(codes.filter((code) => code === 'wrong_credentials').length, 5);
    assert.equal(codes.filter((code) => code === 'limited').length, 25);
    const { items } = await home.app.audit.list(home.operator, { event: 'session.opened', limit: 30 });
    const guessed = items.filter(({ subject }) => subject?.label === 'prey');
    assert.equal(guessed.length, 5, 'each that was compared is on record');
    home.clock.advance(second);
    await refuses(home.signIn('prey', 'Wrong', '198.51.100.1'), 'wrong_credentials');
    await refuses(home.signIn('prey', good, '198.51.100.1'), 'limited');
    home.clock.advance(2 * second);
    await home.signIn('prey', good, '198.51.100.1');
  });

  it('counts whoever moves about in one IPv6 network as one', async () => {
    await home.confirmed({ login: 'six', password: good });
    for (let index = 1; index <= 5; index++)
      await refuses(home.signIn('six', 'guess', `2001:db8:1:2::${index}`), 'wrong_credentials');
    await refuses(home.signIn('six', good, '2001:db8:1:2:ffff::9'), 'limited');
    await home.signIn('six', good, '2001:db8:1:3::1');
  });

  it('never lets a stranger slow down a browser that the account knows', async () => {
    await home.confirmed({ login: 'busy', password: good });
    const { knownBrowser } = await home.signIn('busy', good, '203.0.113.5');
    for (let index = 0; index < 130; index++) {
      await home.signIn('busy', 'guess', `198.51.100.${index}`).catch(() => {});
      home.clock.advance(second);
    }
    await refuses(home.signIn('busy', good, '203.0.113.77'), 'limited');
    await home.signIn('busy', good, '203.0.113.5', knownBrowser);
    await home.confirmed({ login: 'thief', password: better });
    const foreign = (await home.signIn('thief', better, '203.0.113.6')).knownBrowser;
    await refuses(home.signIn('busy', good, '203.0.113.78', foreign), 'limited');
  });

  it('lets no neighbour keep a browser waiting that the account knows: its own tries are counted, twelve a minute', async () => {
    const { signIn } = home;
    await home.confirmed({ login: 'lodger', password: good });
    const { knownBrowser } = await signIn('lodger', good, '198.51.100.201');
    home.clock.advance(minute);
    for (const take of signInsFrom('198.51.100.201'))
      await home.app.database.write((tx) => home.app.throttle.takeEach(tx, Array(take.rule.max).fill([take])));
    await refuses(signIn('lodger', good, '198.51.100.201'), 'limited');
    for (let tries = 0; tries < 12; tries++) await signIn('lodger', good, '198.51.100.201', knownBrowser);
    await refuses(signIn('lodger', good, '198.51.100.201', knownBrowser), 'limited');
    await refuses(signIn('lodger', good, '203.0.113.201', knownBrowser), 'limited');
    await signIn('lodger', good, '203.0.113.201');
    home.clock.advance(minute);
    await signIn('lodger', good, '198.51.100.201', knownBrowser);
  });

  it('lets a whole network try no more often than five sources', async () => {
    await home.confirmed({ login: 'neighbour', password: good });
    const [, network] = signInsFrom('2001:db8:77::1');
    const all = Array(network.rule.max - 1).fill([network]);
    await home.app.database.write((tx) => home.app.throttle.takeEach(tx, all));
    await home.signIn('neighbour', good, '2001:db8:77:1::1');
    await refuses(home.signIn('neighbour', good, '2001:db8:77:2::1'), 'limited');
    await home.signIn('neighbour', good, '2001:db8:78:1::1');
  });

  it('does not count tries against an account that were only told to wait, but against their source', async () => {
    await home.confirmed({ login: 'patient', password: good });
    for (let index = 0; index < 150; index++) await home.signIn('patient', 'guess', '198.51.100.7').catch(() => {});
    await home.signIn('patient', good, '203.0.113.9');
    await refuses(home.signIn('whoever-is-next', good, '198.51.100.7'), 'limited');
  });

  it('does not tell by its waits that a login and an email are one person’s', async () => {
    await home.confirmed({ login: 'known-login', email: 'known@example.com', password: good });
    const codes = async (login: string, email: string, from: string) => {
      const answers = [];
      for (const name of [login, login, login, login, login, email, email]) {
        answers.push(await home.signIn(name, 'guess', from).catch((error: Refusal) => error.code));
      }
      return answers.join();
    };
    const known = await codes('known-login', 'known@example.com', '198.51.100.21');
    assert.equal(known, await codes('unknown-login', 'unknown@example.com', '198.51.100.22'));
  });

  it('does not tell by its counts that somebody has signed in under a name', async () => {
    await home.confirmed({ login: 'possessor', password: good });
    const guess = (login: string, from: string) => home.signIn(login, 'guess', from).catch(({ code }: Refusal) => code);
    const codes = async (login: string, net: string, meanwhile: () => Promise<unknown>) => {
      const answers: unknown[] = [];
      for (let index = 0; index < 99; index++) answers.push(await guess(login, `${net}.${index}`));
      await meanwhile();
      home.clock.advance(hour);
      for (let index = 0; index < 3; index++) answers.push(await guess(login, `${net}.${100 + index}`));
      home.clock.advance(23 * hour);
      return [...answers, await guess(login, `${net}.200`)].join();
    };
    const nobody = async () => {};
    const unknown = await codes('nobody-at-all', '192.0.2', nobody);
    assert.match(unknown, /^(wrong_credentials,){100}limited,limited,wrong_credentials$/);
    assert.equal(await codes('possessor', '198.51.100', () => home.signIn('possessor', good, '203.0.113.30')), unknown);
  });

  it('does not tell by its waits, or when they end, that somebody has signed in under a name, nor to their neighbours', async () => {
    await home.confirmed({ login: 'host', password: good });
    const guess = (login: string, from: string) => home.signIn(login, 'guess', from).catch(({ code }: Refusal) => code);
    const codes = async (login: string, shared: string, meanwhile: () => Promise<unknown>) => {
      await meanwhile();
      home.clock.advance(hour);
      const answers: unknown[] = [];
      for (let index = 0; index < 6; index++) answers.push(await guess(login, shared));
      home.clock.advance(second);
      await meanwhile();
      for (let index = 0; index < 2; index++) answers.push(await guess(login, shared));
      for (let index = 0; index < 94; index++) await guess(login, `192.0.2.${index}`);
      home.clock.advance(day - hour + second);
      return [...answers, await guess(login, '192.0.2.200')].join();
    };
    const unknown = await codes('no-host', '198.51.100.61', async () => {});
    assert.match(unknown, /^(wrong_credentials,){5}limited,wrong_credentials,limited,limited$/);
    const shared = '198.51.100.62';
    assert.equal(await codes('host', shared, () => home.signIn('host', good, shared)), unknown);
  });

  it('lets the browser that set a new password not wait for what was guessed at the old one, and strangers still', async () => {
    const user = await home.confirmed({ login: 'fresh', password: good });
    for (let index = 0; index < 12; index++) {
      await home.signIn('fresh', 'guess', '192.0.2.44').catch(() => {});
      home.clock.advance(5 * minute);
    }
    await refuses(
      home.signIn('fresh', 'guess', '192.0.2.44').then(() => home.signIn('fresh', good, '192.0.2.44')),
      'wrong_credentials',
    );
    await refuses(home.signIn('fresh', good, '192.0.2.44'), 'limited');
    const input = { oldPassword: good, newPassword: better, confirmPassword: better };
    const { session } = await home.app.sessions.changePassword(signedIn(user), input);
    await refuses(home.signIn('fresh', better, '192.0.2.44'), 'limited');
    await home.signIn('fresh', better, '192.0.2.44', session.knownBrowser);
  });
});
