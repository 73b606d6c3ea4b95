import { type Log, second } from '../kernel/index.ts';

/**
 * Loading the program takes far more memory than running it, and the runtime keeps what it once had. A second after the
 * start it gives back what is left over, which takes a tenth of a second of one core.
 */
export function giveBackMemory(log: Log): void {
  const collect = async (): Promise<void> => {
    const { Session } = await import('node:inspector/promises');
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.collectGarbage');
    session.disconnect();
  };
  setTimeout(() => collect().catch((error: unknown) => log.error('memory.not_given_back', error)), second).unref();
}
