import type { RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { addressForbidden, type Reach } from './reach.ts';

export interface Asking extends Pick<RequestOptions, 'method' | 'ca'> {
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  /** In bytes: an answer that is longer fails. */
  longest: number;
}

export interface Answered {
  status: number;
  body: string;
}

/** Asks a program elsewhere, over TLS that is verified whatever the environment says; follows nothing. */
export type AskWeb = (target: URL, asking: Asking) => Promise<Answered>;

/** Asks only where `reach` allows it; elsewhere it fails with the code `addressForbidden`, before a word is said. */
export function askWithin(reach: Reach | undefined): AskWeb {
  return async (target, { body, longest, ...asking }) => {
    const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
    if (reach && isIP(host) !== 0 && !reach.allows(host)) throw forbidden(host);
    const { request } = await import('node:https'); // by the first who reaches out
    const verified = { agent: false, rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
    return new Promise((resolve, reject) => {
      const options = { ...asking, ...verified, ...(reach && { lookup: reach.lookup }) };
      const asked = request(target, options, (answer) => {
        const chunks: Buffer[] = [];
        let length = 0;
        answer.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > longest) answer.destroy(new Error('the answer is too long'));
          else chunks.push(chunk);
        });
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      asked.on('error', reject);
      // What Node drops without a word, such as another protocol that nobody asked for (101), ends here.
      asking.signal.addEventListener('abort', () => reject(asking.signal.reason));
      asked.end(body);
    });
  };
}

function forbidden(host: string): Error {
  return Object.assign(new Error(`${host} may not be reached`), { code: addressForbidden });
}
