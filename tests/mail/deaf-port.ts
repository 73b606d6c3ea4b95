import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Listens, sleeps, and lets two callers wait: the system answers no third one, as a firewall does. */
const sleeper = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

/** A port from which nothing comes back at all. */
export async function openDeafPort(): Promise<{ port: number; close(): Promise<void> }> {
  const worker = new Worker(sleeper, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const callers = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  await Promise.all(callers.map((caller) => once(caller, 'connect')));
  for (const caller of callers) caller.on('error', () => {});
  return {
    port,
    async close() {
      for (const caller of callers) caller.destroy();
      await worker.terminate();
    },
  };
}
