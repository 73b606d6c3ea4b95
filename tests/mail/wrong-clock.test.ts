import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { day, hour, minute, second } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';
import { startRawServer } from '../smtp-server.ts';
import { admin, here } from './form.ts';
import { groundOn } from './ground.ts';
import { type Stage, scribe, setStage, until } from './stage.ts';

onEveryEngine('mail after a clock that was ahead (F-09)', (engine) => {
  const ground = groundOn(engine);
  const stateOf = async (stage: Stage) => (await stage.mail.servers.list(admin))[0]?.state;
  /** A server that was found away while the clock was ahead, and that is there by now. */
  const foundAway = async (stage: Stage, ahead: number): Promise<() => Promise<void>> => {
    const gone = await startRawServer(() => {});
    const { port } = gone;
    await gone.close();
    await stage.mail.servers.create(admin, here(port));
    stage.clock.jump(ahead);
    const stop = stage.run(scribe());
    await until(async () => (await stateOf(stage)) === 'failing');
    await ground.serve({ port });
    return stop;
  };

  for (const ahead of [2 * day, 9 * minute])
    it(`leaves a server that was found away ${ahead / minute} minutes ahead no longer than one that was found away now`, async () => {
      const stage = setStage(ground.database);
      const stop = await foundAway(stage, ahead);
      stage.clock.jump(-ahead);
      const id = await stage.put();
      await stage.pass(31 * second);
      await stage.becomes(id, 'sent');
      await until(async () => (await stateOf(stage)) === 'working');
      await stop();
    });

  it('goes at once when the server starts again: what is found later than now is not known', async () => {
    const stage = setStage(ground.database);
    const stop = await foundAway(stage, 2 * day);
    await stop();
    stage.clock.jump(-2 * day);
    assert.equal(await stateOf(stage), 'unknown');
    const again = setStage(ground.database, { clock: stage.clock, owner: 'again' });
    const stopAgain = again.run(scribe());
    await stage.becomes(await stage.put(), 'sent');
    await stopAgain();
  });

  it('goes at once when its server is tested by hand', async () => {
    const stage = setStage(ground.database);
    const stop = await foundAway(stage, 2 * day);
    stage.clock.jump(-2 * day);
    const id = await stage.put();
    assert.equal((await stage.mail.servers.test(admin, {})).accepted, true);
    await stage.pass(second);
    await stage.becomes(id, 'sent');
    assert.equal(stage.mail.trouble(), undefined);
    assert.equal(await stateOf(stage), 'working');
    await stop();
  });

  describe('a letter that tells of all that happened since the last one', () => {
    const told: number[][] = [];
    const tells = (stage: Stage) =>
      scribe({
        kinds: ['bounces'],
        async compose({ data, to }) {
          told.push([Number(data['since']), stage.clock.now()]);
          return { letter: { subject: 'Bounces', text: 'Some.', html: '<p>Some.</p>' }, to };
        },
      });
    const tell = (stage: Stage) =>
      stage.database.write((tx) => {
        const message = { kind: 'bounces', userId: 'chief', to: { name: 'C', address: 'c@example.com' } };
        const expiresAt = stage.clock.now() + 7 * day;
        return stage.mail.digest(tx, { ...message, expiresAt }, { every: hour });
      });

    for (const went of [true, false])
      it(`tells what happens now where the last one ${went ? 'went' : 'was put off'} while the clock was ahead`, async () => {
        told.length = 0;
        const stage = setStage(ground.database);
        const server = await ground.serve();
        await stage.mail.servers.create(admin, here(server.port));
        const run = () => stage.run(tells(stage));
        stage.clock.jump(2 * day);
        let stop = run();
        if (!went) await stop();
        await tell(stage);
        if (went) await until(() => server.received.length === 1);
        stage.clock.jump(-2 * day);
        if (!went) stop = run();
        const happened = stage.clock.now();
        await tell(stage);
        await stage.pass(hour);
        // One that was put off may go first, as it was: it tells of nothing that happened since the clock was put right.
        const telling = await until(() => told.find(([since = Number.POSITIVE_INFINITY]) => since <= happened));
        assert.ok(telling[1] === happened || telling[1] === happened + hour);
        await stop();
      });
  });
});
