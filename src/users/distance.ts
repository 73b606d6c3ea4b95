/* How far apart two spellings are, and which spellings are near. Pure. */

/** What logins and emails are made of, besides the characters of the one that was typed. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789.-_+';

/** Every spelling that is one slip away: a character too many, missing, wrong, or two in the wrong order. */
export function neighbours(text: string): Set<string> {
  const characters = [...text];
  const letters = [...new Set([...alphabet, ...characters])];
  const near = new Set<string>();
  for (let at = 0; at <= characters.length; at++) {
    const [head, rest] = [characters.slice(0, at).join(''), characters.slice(at)];
    const [first = '', second = ''] = rest;
    const tail = rest.slice(1).join('');
    near.add(head + tail);
    near.add(head + second + first + rest.slice(2).join(''));
    for (const letter of letters) {
      near.add(head + letter + tail);
      near.add(head + letter + first + tail);
    }
  }
  near.delete(text);
  near.delete('');
  return near;
}

/** How many such slips lie between two texts (optimal string alignment). */
export function distance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.entries()) {
    const line = [row + 1];
    for (const [column, against] of b.entries()) {
      const wrong = at(above, column) + (letter === against ? 0 : 1);
      const steps = [at(above, column + 1) + 1, at(line, column) + 1, wrong];
      if (letter === b[column - 1] && a[row - 1] === against) steps.push(at(before, column - 1) + 1);
      line.push(Math.min(...steps));
    }
    [before, above] = [above, line];
  }
  return at(above, b.length);
}

function at(line: number[], index: number): number {
  return line[index] ?? Number.POSITIVE_INFINITY;
}
