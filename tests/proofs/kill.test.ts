import { it } from 'node:test';
import { onEveryEngine, sqlite } from '../engines.ts';
import { killLoop } from './kill-loop.ts';

onEveryEngine('processes that are killed while people ask and redeem', (engine) => {
  it('F-01 F-02 F-03 have stored all that was confirmed, and done nothing by half', async () => {
    await killLoop(engine, { rounds: engine === sqlite ? 6 : 4 }); // each victim at least once; many more in `npm run prove`
  });
});
