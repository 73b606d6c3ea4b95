import { describe, it } from 'node:test';
import { killLoop } from './kill-loop.ts';

describe('a server that is killed while people ask and redeem', () => {
  it('has stored all that it confirmed, and done nothing by half', async () => {
    await killLoop({ rounds: 20 });
  });
});
