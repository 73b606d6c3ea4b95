import { answerProblems, createProgramWeb, inFairTurn, isRead, siteOf, type Web } from '../http/index.ts';
import { addOperation, apiPath } from './add-operation.ts';
import { chaptersOf } from './chapters.ts';
import { addDocs } from './docs.tsx';
import { type Document, documentOf } from './document.ts';
import { createFlood } from './flood.ts';
import type { ApiParts } from './parts.ts';
import { tellApiProblem } from './problem.ts';

export type { ApiParts };

/**
 * The door for other programs: everything below `/api`. A caller is known by a key and by nothing else: cookies are not
 * looked at, and no other site's page is told that it may read an answer.
 */
export function createApi(parts: ApiParts): Web {
  const web = createProgramWeb({ ...parts, site: siteOf(parts.baseUrl) });
  answerProblems(web, parts.log, tellApiProblem(parts));
  const fairTurn = inFairTurn();
  // What else there is brings a body, for which nobody is kept waiting, and is counted before that is read.
  web.use('*', (c, next) => (isRead(c.req.raw.method) ? fairTurn(c, next) : next()));
  const chapters = chaptersOf(parts);
  const flood = createFlood(parts.clock);
  for (const { operations } of chapters) {
    for (const operation of operations) addOperation(web, parts, flood, operation);
  }
  let made: Document | undefined; // when somebody asks, so that no start waits for it
  const document = (): Document => {
    made ??= documentOf(chapters, parts);
    return made;
  };
  let written: string | undefined;
  web.get(`${apiPath}/openapi.json`, (c) => {
    written ??= JSON.stringify(document());
    return c.body(written, 200, { 'Content-Type': 'application/json' });
  });
  addDocs(web, parts, document);
  return web;
}
