import { parentPort } from 'node:worker_threads';

/* In place of the thread that reads what came back: never comes to an end with some of it. */
parentPort?.on('message', ({ raw }: { raw: Uint8Array }) => {
  const words = Buffer.from(raw).toString();
  while (words === 'forever');
  parentPort?.postMessage({ bounce: { action: 'failed', status: undefined, words } });
});
parentPort?.postMessage('ready');
