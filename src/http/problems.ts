import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Log, Refusal } from '../kernel/index.ts';
import { allowedMethods } from './methods.ts';
import { answerStatus } from './refused.ts';
import type { Web, WebContext } from './web.ts';

/** An answer that is not what was asked for. Without a refusal it is a wrong method (405) or a bug of ours (500). */
export interface Problem {
  status: ContentfulStatusCode;
  refusal: Refusal | undefined;
}

/** What was not read to its end. */
const endsConnection: readonly number[] = [413];

/** Words and look of a problem: each door has its own. */
export type TellProblem = (c: WebContext, problem: Problem) => Response | Promise<Response>;

const tellers = new WeakMap<Web, TellProblem>();

/** How an app's problems are told so far: for a door that is added to it and tells some of them itself. */
export function tellerOf(web: Web): TellProblem {
  const tell = tellers.get(web);
  if (!tell) throw new Error('nobody tells the problems of this app');
  return tell;
}

/** Turns what handlers throw, and what nobody handles, into answers. A bug is logged, and told by its request's id only. */
export function answerProblems(web: Web, log: Log, tell: TellProblem): void {
  tellers.set(web, tell);
  web.onError((error, c) => {
    const refusal: Refusal | undefined = error instanceof Refusal ? error : undefined;
    if (!refusal) log.error('request failed', error, { request: c.get('caller').requestId });
    return refusal ? refuse(c, refusal) : answer(c, { status: 500, refusal });
  });

  web.notFound((c) => {
    const allowed = allowedMethods(web, c.req.path);
    const isThere = allowed.length > 0 && !allowed.includes(c.req.raw.method);
    if (!isThere) return refuse(c, new Refusal('not_found', {}));
    c.header('Allow', allowed.join(', '));
    return answer(c, { status: 405, refusal: undefined });
  });

  function refuse(c: WebContext, refusal: Refusal): Promise<Response> {
    return answer(c, { status: answerStatus(c, refusal), refusal });
  }

  /** A problem is told even when its page cannot be made. */
  async function answer(c: WebContext, problem: Problem): Promise<Response> {
    if (endsConnection.includes(problem.status)) c.header('Connection', 'close');
    try {
      return await tell(c, problem);
    } catch (error) {
      const { requestId } = c.get('caller');
      log.error('problem page failed', error, { request: requestId });
      return c.text(`${problem.status} (${requestId})`, problem.status);
    }
  }
}
