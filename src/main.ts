import { run } from './cli/index.ts';

/** What it makes, database and all, is its owner's. */
process.umask(0o077);

/** A reader that has seen enough (`rekey users list | head`) is no fault of the command. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const exitCode = await run(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY === true,
});

// What was written is handed over before the process ends, whatever still holds it.
process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)));
