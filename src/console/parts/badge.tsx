import type { Child } from 'hono/jsx';

type Tone = 'quiet' | 'good' | 'warn' | 'bad' | 'info';

/** A state or a kind, in a word. The colour says nothing that the word does not. */
export function Badge({ tone = 'quiet', children }: { tone?: Tone; children?: Child }) {
  return <span class={`tag tag-${tone}`}>{children}</span>;
}
