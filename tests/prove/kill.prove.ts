import { it } from 'node:test';
import { onEveryEngine } from '../engines.ts';
import { killLoop } from '../proofs/kill-loop.ts';

const rounds = Number(process.env['PROVE_ROUNDS'] ?? 200);
/** A fresh installation after so many: the proof looks at all of it in each round. */
const roundsOfOne = 20;

onEveryEngine('processes that are killed again and again', (engine) => {
  for (let done = 0; done < rounds; done += roundsOfOne) {
    const further = Math.min(roundsOfOne, rounds - done);
    it(`F-01 F-02 F-03 have lost nothing and done nothing by half, rounds ${done + 1} to ${done + further} of ${rounds}`, async () => {
      await killLoop(engine, { rounds: further });
    });
  }
});
