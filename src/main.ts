import { exitCodes, run, tellUnwritten } from './cli/index.ts';

/** What it makes, database and all, is its owner's. */
process.umask(0o077);

/** Node opens a debugger to everybody on this machine at the one, and ends at the other; some send them to have logs opened anew. */
for (const signal of ['SIGUSR1', 'SIGUSR2'] as const) process.on(signal, () => {});

/** Why an answer did not get to its reader. */
let unwritten: NodeJS.ErrnoException | undefined;
const written = (error?: Error | null): void => {
  unwritten ??= error ?? undefined;
};
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // told to whoever wrote

const exitCode = await run(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text, written),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY === true,
});

// What was written is handed over before the process ends, whatever still holds it.
process.stdout.write('', () => process.stderr.write('', end));

/** A reader that has seen enough (`rekey users list | head`) is no fault of the command. */
function end(): void {
  if (unwritten === undefined || unwritten.code === 'EPIPE') process.exit(exitCode);
  process.stderr.write(`${tellUnwritten(unwritten)}\n`, () => process.exit(exitCode || exitCodes.notReachable));
}
