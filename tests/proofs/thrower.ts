/*
 * Loaded before the program (`node --import`), for faults that its own code does not have: SIGUSR2 throws one in a timer,
 * SIGPIPE leaves one in a promise that nobody waits for.
 */
process.on('SIGUSR2', () => {
  setTimeout(() => {
    throw new Error('a fault in a timer');
  }, 1);
});
process.on('SIGPIPE', () => {
  void Promise.reject(new Error('a fault in a promise'));
});
