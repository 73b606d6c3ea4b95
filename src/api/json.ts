import { isStorable, Refusal } from '../kernel/index.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads JSON so that no two readers can understand one text differently: UTF-8, every key once, no key that a program
 * could take for a prototype, no text that cannot be stored. Refuses `malformed`.
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text, storable);
    refuseRepeatedKeys(text);
    return value;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('malformed', {});
  }
}

function storable(key: string, value: unknown): unknown {
  if (typeof value === 'string' && !isStorable(value)) throw new Refusal('malformed', { field: key });
  return value;
}

/** Of JSON that was parsed: the brackets, and the texts with the colon that makes a key of them. */
const marks = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g;

function refuseRepeatedKeys(text: string): void {
  const open: Set<string>[] = [];
  for (const [mark] of text.matchAll(marks)) {
    if (mark === '{' || mark === '[') open.push(new Set());
    else if (mark === '}' || mark === ']') open.pop();
    else if (mark.endsWith(':')) noteKey(open.at(-1), JSON.parse(mark.slice(0, mark.lastIndexOf('"') + 1)));
  }
}

function noteKey(keys: Set<string> | undefined, key: string): void {
  if (key === '__proto__' || keys?.has(key)) throw new Refusal('malformed', isStorable(key) ? { field: key } : {});
  keys?.add(key);
}
