import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApi } from '../../src/api/index.ts';
import { day } from '../../src/kernel/index.ts';
import { sqlite } from '../engines.ts';
import { type Opened, oldPassword, openPages, origin } from '../pages/opened.ts';
import { type Visitor, visit } from '../pages/visitor.ts';
import { compare, median } from './ranks.ts';

const rounds = Number(process.env['PROVE_SAMPLES'] ?? 150);

/** A sample that is this much more often slower than another one tells something, however few there are. */
const noticeable = 0.62;

/** Who is named; everybody is compared with a name that nobody has. */
const names = {
  known: 'mara',
  email: 'mara@lumen.example',
  archived: 'gone',
  'no email': 'mute',
  'no password': 'new',
  shared: 'both@lumen.example',
  unknown: 'nobody',
  'unknown email': 'nobody@lumen.example',
};

describe('how long an answer takes', () => {
  let opened: Opened;
  let program: Visitor;
  before(async () => {
    opened = await openPages(sqlite, { hashCost: 'full' });
    const { app, operator } = opened;
    program = visit(createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: [], version: '1' }), origin);
    const password = oldPassword;
    await opened.confirmed({ login: names.known, email: names.email, password });
    const { id } = await opened.confirmed({ login: names.archived, email: 'gone@lumen.example', password });
    await app.users.archive(operator, id);
    await opened.confirmed({ login: names['no email'], password });
    await opened.adopted({ login: names['no password'], email: 'new@lumen.example', state: 'invited' });
    for (const login of ['one', 'two']) await opened.confirmed({ login, email: names.shared, password });
  });
  after(() => opened.close());

  /** One of each in every round, in another order each time; a day apart, so that no limit is near. */
  const measure = async (act: (name: string) => Promise<unknown>): Promise<Map<string, number[]>> => {
    const samples = new Map(Object.keys(names).map((who) => [who, [] as number[]]));
    for (let round = -10; round < rounds; round++) {
      opened.clock.advance(day);
      for (const [who, name] of Object.entries(names).sort(() => Math.random() - 0.5)) {
        const began = performance.now();
        await act(name);
        if (round >= 0) samples.get(who)?.push(performance.now() - began);
      }
    }
    return samples;
  };

  const doors: Record<string, (name: string) => Promise<unknown>> = {
    'asking on the page': (login) => opened.visitor().post('/web/reset_password', { login }),
    'asking by the API': (login) =>
      program.request('/api/v1/password-resets', {
        method: 'POST',
        body: JSON.stringify({ login }),
        headers: { 'content-type': 'application/json' },
      }),
    'signing in with a wrong password': (login) =>
      opened.visitor().post('/web/login', { login, password: 'Wrong-77-x' }),
  };
  for (const [door, act] of Object.entries(doors)) {
    it(`I-37 tells nobody who has an account: ${door}`, async () => {
      const samples = await measure(act);
      const reference = samples.get('unknown') ?? [];
      console.log(`${door}, ${rounds} rounds`);
      for (const [who, took] of samples) {
        const { slower, p } = compare(took, reference);
        console.log(
          `  ${who.padEnd(14)} median ${median(took).toFixed(3)} ms, slower than unknown in ${(slower * 100).toFixed(1)} % (p = ${p.toFixed(4)})`,
        );
        const tells = p < 0.001 && Math.abs(slower - 0.5) > noticeable - 0.5;
        assert.ok(!tells, `${who}: ${slower}, p = ${p}`);
      }
    });
  }

  it('would be noticed if it told: ten milliseconds more for whoever is known', async () => {
    const spin = (until: number): void => {
      while (performance.now() < until);
    };
    const ask = doors['asking on the page'];
    const samples = await measure(async (name) => {
      await ask?.(name);
      if (name === names.known) spin(performance.now() + 10);
    });
    const { slower, p } = compare(samples.get('known') ?? [], samples.get('unknown') ?? []);
    assert.ok(p < 0.001 && slower > noticeable, `${slower}, p = ${p}`);
  });
});
