import { it } from 'node:test';
import { onEveryEngine } from '../engines.ts';
import { killLoop } from '../proofs/kill-loop.ts';

const rounds = Number(process.env['PROVE_ROUNDS'] ?? 200);

onEveryEngine('a server that is killed again and again', (engine) => {
  it(`has stored all that it confirmed, and done nothing by half, in ${rounds} rounds`, async () => {
    await killLoop(engine, { rounds });
  });
});
