import { Refusal } from '../../kernel/index.ts';

/** What the page's script put into the form: a passkey's answer as JSON. Refuses `malformed`. */
export function passkeyAnswer<T>(text: string): T {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && 'id' in answer && 'response' in answer) {
      if (typeof answer.id === 'string') return answer as T;
    }
  } catch {
    // Told below.
  }
  throw new Refusal('malformed', { field: 'passkey' });
}
