import { request } from 'node:https';
import { isIP } from 'node:net';
import { addressForbidden, type Reach, second } from '../../kernel/index.ts';
import { WireError } from './failure.ts';
import { trust } from './trust.ts';

export interface FormPost {
  url: string;
  form: Record<string, string>;
  reach: Reach | undefined;
  authority: string | undefined;
}

export interface Posted {
  status: number;
  body: string;
}

export const tokenUnreachable = 'TOKEN_UNREACHABLE';

const timeLimit = 15 * second;
/** In bytes; nobody needs more for a token. */
const longestAnswer = 65_536;

/** Posts a form over verified TLS and follows nothing. Throws a `WireError`. */
export async function postForm({ url, form, reach, authority }: FormPost): Promise<Posted> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
  if (reach && isIP(host) !== 0 && !reach.allows(host)) throw new WireError('login', { code: addressForbidden });
  const body = new URLSearchParams(form).toString();
  try {
    return await exchange(target, body, { ...trust(authority), ...(reach && { lookup: reach.lookup }) });
  } catch (error) {
    const { code } = error as { code?: string };
    throw new WireError('login', { code: code === addressForbidden ? code : tokenUnreachable });
  }
}

function exchange(target: URL, body: string, options: object): Promise<Posted> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const signal = AbortSignal.timeout(timeLimit);
  return new Promise((resolve, reject) => {
    const post = request(target, { method: 'POST', headers, agent: false, signal, ...options }, (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > longestAnswer) answer.destroy(new Error('too long'));
        else chunks.push(chunk);
      });
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
    });
    post.on('error', reject);
    post.end(body);
  });
}
