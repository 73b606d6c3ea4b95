import { it } from 'node:test';
import { onEveryEngine, sqlite } from '../engines.ts';
import { killLoop } from './kill-loop.ts';

onEveryEngine('a server that is killed while people ask and redeem', (engine) => {
  it('has stored all that it confirmed, and done nothing by half', async () => {
    await killLoop(engine, { rounds: engine === sqlite ? 20 : 8 });
  });
});
