import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';
import type { Answer, Task } from './argon2-threads.ts';

/*
 * A thread that computes Argon2id, one task at a time. Where the system lets it, it gives way to the thread that answers
 * people: else pages wait for a core while others sign in.
 */

/** Linux gives each thread a priority of its own, under its own number; elsewhere it would be the whole process's. */
function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Without /proc, or where it is not allowed, it works as well, only not as politely.
  }
}

function solve(task: Task): Answer {
  try {
    if ('hash' in task) return { fits: verifySync(task.hash, task.password) };
    return { hash: hashSync(task.password, task.cost) };
  } catch {
    return { unusable: true };
  }
}

giveWay();
parentPort?.on('message', (task: Task) => parentPort?.postMessage(solve(task)));
