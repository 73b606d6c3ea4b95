import { parentPort } from 'node:worker_threads';

/* In place of the strength library: never comes to an end with some texts, and dies of others. */
parentPort?.on('message', ({ text }: { text: string }) => {
  while (text === 'forever');
  if (text === 'broken') throw new Error(`cannot work on ${text}`);
  parentPort?.postMessage({ sole: text });
});
parentPort?.postMessage('ready');
