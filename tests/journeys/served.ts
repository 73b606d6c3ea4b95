import { after, afterEach, before } from 'node:test';
import { openChromium } from '../chromium.ts';
import { openServed, type Served } from '../pages/served.ts';
import { openWindows, type Stage } from './stage.ts';

/** Pages over parts that the journeys can reach, and browsers in front of them. */
type ServedStage = Served & Pick<Stage, 'open' | 'closeAll'>;

/** Such a stage for the journeys around this call, once it is prepared. Each of them closes its browsers. */
export function servedForAll(prepare?: () => Promise<unknown>): ServedStage {
  let stage: ServedStage;
  let endAll: () => Promise<unknown>;
  before(async () => {
    const [served, browser] = await Promise.all([openServed(), openChromium()]);
    stage = { ...served, ...openWindows(browser, served.url) };
    endAll = () => browser.close().then(served.close);
    await prepare?.();
  });
  afterEach(() => stage.closeAll());
  after(() => endAll());
  return new Proxy({} as ServedStage, { get: (_, name) => Reflect.get(stage, name) });
}
