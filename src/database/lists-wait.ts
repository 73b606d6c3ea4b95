import { second } from '../kernel/index.ts';

/**
 * How many reads of lists may wait at once, and how long. One view waits for one statement at a time, or for a few; what
 * waits keeps its statement and its values, so that these are some megabytes at most.
 */
export const listsWait = { places: 500, patience: 5 * second };
