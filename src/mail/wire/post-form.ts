import { type Answered, addressForbidden, askWithin, type Reach, second } from '../../kernel/index.ts';
import { WireError } from './failure.ts';
import { trust } from './trust.ts';

export interface FormPost {
  url: string;
  form: Record<string, string>;
  reach: Reach | undefined;
  authority: string | undefined;
}

export const tokenUnreachable = 'TOKEN_UNREACHABLE';

const timeLimit = 15 * second;
/** In bytes; nobody needs more for a token. */
const longestAnswer = 65_536;

/** Posts a form over verified TLS and follows nothing. Throws a `WireError`. */
export async function postForm({ url, form, reach, authority }: FormPost): Promise<Answered> {
  try {
    return await askWithin(reach)(new URL(url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.timeout(timeLimit),
      longest: longestAnswer,
      ...trust(authority),
    });
  } catch (error) {
    const { code } = error as { code?: string };
    throw new WireError('login', { code: code === addressForbidden ? code : tokenUnreachable });
  }
}
