import { createSecrets, systemRandom } from '../src/kernel/index.ts';

/** For parts that need an installation's secret when it does not matter which. */
export const anySecrets = createSecrets('a secret of the installation, long enough', undefined, systemRandom);
