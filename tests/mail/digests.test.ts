import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import type { Message } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import type { ScriptedServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { letterTo, messageIdOf, operator, type Stage, scribe, serverAt, until } from './stage.ts';

/** Letters to one person that tell of all news since the last, once somebody works on them. */
function digestsOn(stage: Stage) {
  const all: { at: number; what: string }[] = [];
  const compose = async (message: Message) => {
    const since = all.filter(({ at }) => at >= Number(message.data['since']));
    return {
      letter: letterTo(message, { text: `News: ${since.map(({ what }) => what).join(', ')}.` }),
      to: message.to,
    };
  };
  return {
    work: () => stage.run(scribe({ kinds: ['news'], compose })),
    async news(what: string): Promise<void> {
      all.push({ at: stage.clock.now(), what });
      const letter = { kind: 'news', userId: 'ann', to: { name: 'Ann', address: 'ann@example.com' } } as const;
      const expiresAt = stage.clock.now() + 3 * hour;
      await stage.database.write((tx) => stage.mail.digest(tx, { ...letter, expiresAt }, { every: minute }));
    },
    letters: async () => (await stage.mail.list(operator, { limit: 9 })).items,
  };
}

function toldIn({ received }: ScriptedServer): (string | undefined)[] {
  return received.map(({ raw }) => /\bNews: (.*)\./.exec(raw)?.[1]);
}

onEveryEngine('a letter that tells of all since the last', (engine) => {
  const { serve, stageOn } = groundOn(engine);

  it('is not sent again with more in it once a server may have it: the next takes its place', async () => {
    let drops = 1;
    const server = await serve({ script: { letter: () => (drops-- > 0 ? 'drop' : undefined) } });
    const stage = stageOn(serverAt(server.port));
    const { news, letters, work } = digestsOn(stage);
    const stop = work();
    await news('first');
    await until(async () => (await letters()).some(({ attempts }) => attempts.length === 1));
    await news('second');
    await news('third');
    await stage.pass(5 * minute);
    await until(async () => (await letters()).some(({ state }) => state === 'sent'));
    await stop();
    assert.deepEqual(toldIn(server), ['first', 'first, second, third']);
    assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 2);
    assert.deepEqual((await letters()).map(({ state }) => state).sort(), ['outdated', 'sent']);
  });

  it('is made up for by the next where it was being sent and did not arrive', async () => {
    const [came, said] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const letter = async () => {
      came.resolve();
      await said.promise;
      return { code: 451, text: 'later' };
    };
    const server = await serve({ script: { letter } });
    const stage = stageOn(serverAt(server.port));
    const { news, letters, work } = digestsOn(stage);
    const stop = work();
    await news('first');
    await came.promise; // written by then, without the second
    stage.clock.advance(minute);
    await news('second');
    server.script.letter = () => undefined;
    said.resolve();
    await stage.pass(5 * minute);
    await until(async () => (await letters()).some(({ state }) => state === 'sent'));
    await stop();
    assert.deepEqual(toldIn(server), ['first, second']);
  });

  it('lives as long as the last that it tells, however long mail was stopped before', async () => {
    const server = await serve();
    const stage = stageOn(serverAt(server.port));
    const { news, letters, work } = digestsOn(stage);
    await news('first');
    await stage.pass(4 * hour);
    await news('second');
    assert.equal((await letters()).length, 1);
    const stop = work();
    await until(async () => (await letters()).some(({ state }) => state === 'sent'));
    await stop();
    assert.deepEqual(toldIn(server), ['first, second']);
  });
});
