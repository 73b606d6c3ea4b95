import { parentPort } from 'node:worker_threads';
import type { Ready } from '../../kernel/index.ts';
import { classify } from './classify.ts';
import type { Answer, Question } from './reading.ts';

/* The thread in which letters that came back are read: whoever got a letter can send anything to its return path. */

parentPort?.on('message', ({ raw, address }: Question) => {
  void classify(raw, address).then((bounce) => parentPort?.postMessage({ bounce } satisfies Answer));
});
parentPort?.postMessage('ready' satisfies Ready);
