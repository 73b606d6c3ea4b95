import { second } from '../kernel/index.ts';

/** Asks an address of the web, following nothing; answers the status, or why there was no answer. */
export async function visit(url: string): Promise<number | string> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5 * second) });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    const { cause, message } = error as { cause?: { code?: string }; message: string };
    return cause?.code ?? message;
  }
}
