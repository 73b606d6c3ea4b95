/** As many as the style sheet has colours for. */
const colours = 8;

/** Somebody as their initials, on a colour that is theirs as long as their name is. */
export function Face({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <span class={`face face-${colourOf(name)}${large ? ' face-large' : ''}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** Of the first and the last word; symbols are nobody's initial. */
function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '?';
}

function colourOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % colours;
}
