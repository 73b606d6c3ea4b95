/** What a receiver found out about a letter (RFC 8601). */
export interface Received {
  /** Who judged. */
  by: string;
  verdicts: { method: Method; result: Believed; domain: string | undefined }[];
}

export type Method = (typeof methods)[number];
/** `nothing`: the receiver had nothing to go by. */
export type Believed = 'believed' | 'not_believed' | 'nothing';

const methods = ['spf', 'dkim', 'dmarc'] as const;

/** Where each method names the domain that it is about. */
const about: Record<Method, RegExp> = {
  spf: /smtp\.(?:mailfrom|helo)=(?:[^\s@;]*@)?([^\s;]+)/i,
  dkim: /header\.(?:d|i)=(?:[^\s@;]*@)?([^\s;]+)/i,
  dmarc: /header\.from=(?:[^\s@;]*@)?([^\s;]+)/i,
};

/**
 * Reads the head of a letter that arrived, as its reader pasted it. The first `Authentication-Results` counts: the last
 * server on the way put it on top. Nothing where there is none.
 */
export function readReceived(head: string): Received | undefined {
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  const line = /^Authentication-Results:(.*)$/im.exec(unfolded)?.[1];
  if (line === undefined) return undefined;
  const [by = '', ...parts] = line.replace(/\([^()]*\)/g, ' ').split(';');
  return { by: by.trim().split(/\s/, 1)[0] ?? '', verdicts: methods.map((method) => verdictOn(method, parts)) };
}

/** A letter may have several signatures; one that is believed is enough. */
function verdictOn(method: Method, parts: readonly string[]): Received['verdicts'][number] {
  const said = parts.map((part) => part.trim()).filter((part) => part.toLowerCase().startsWith(`${method}=`));
  const best = said.find((part) => resultIn(part) === 'pass') ?? said[0];
  const result = best === undefined ? 'none' : resultIn(best);
  const believed = result === 'pass' ? 'believed' : result === 'none' ? 'nothing' : 'not_believed';
  return { method, result: believed, domain: best && about[method].exec(best)?.[1] };
}

function resultIn(part: string): string {
  return /=([a-z]+)/i.exec(part)?.[1]?.toLowerCase() ?? 'none';
}
