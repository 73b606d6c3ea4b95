import { isStorable, Refusal } from '../kernel/index.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Several times what any call of ours has. */
const most = 1_000;

/**
 * Reads JSON so that no two readers can understand one text differently: UTF-8, every key once, no key that a program
 * could take for a prototype, no text that cannot be stored; and of no more keys and brackets than a call can need, so that
 * a stranger's body costs what its length does. Refuses `malformed`.
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    refuseRepeatedKeys(text);
    refuseUnstorable('', value);
    return value;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('malformed', {});
  }
}

/** No deeper than there are brackets. */
function refuseUnstorable(key: string, value: unknown): void {
  if (typeof value === 'string' && !isStorable(value)) throw new Refusal('malformed', { field: key });
  if (typeof value !== 'object' || value === null) return;
  for (const [name, one] of Object.entries(value)) refuseUnstorable(name, one);
}

/** Of JSON that was parsed: the brackets, and the texts with the colon that makes a key of them. */
const marks = /"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g;

/** Of a list no keys are kept. */
function refuseRepeatedKeys(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let count = 0;
  for (const [mark] of text.matchAll(marks)) {
    const isKey = mark.endsWith(':');
    if (mark.startsWith('"') && !isKey) continue;
    if (++count > most) throw new Refusal('malformed', {});
    if (isKey) noteKey(open.at(-1), JSON.parse(mark.slice(0, mark.lastIndexOf('"') + 1)));
    else if (mark === '{' || mark === '[') open.push(mark === '{' ? new Set() : undefined);
    else open.pop();
  }
}

function noteKey(keys: Set<string> | undefined, key: string): void {
  if (key === '__proto__' || keys?.has(key)) throw new Refusal('malformed', isStorable(key) ? { field: key } : {});
  keys?.add(key);
}
