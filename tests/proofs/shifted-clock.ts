/** Loaded before the program (`node --import`): a machine whose clock is wrong by so many milliseconds. */
const { now } = Date;
const shift = Number(process.env['TEST_CLOCK_SHIFT']);
Date.now = () => now() + shift;
