export { exitCodes } from './exit-codes.ts';
export { run, tellUnwritten } from './run.ts';
