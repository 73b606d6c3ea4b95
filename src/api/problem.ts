import { z } from 'zod';
import type { Problem as Answered, TellProblem, WebContext } from '../http/index.ts';
import type { Refusal, RefusalDetails } from '../kernel/index.ts';
import type { Locale, MessageKey, Params, Translate } from '../locale/index.ts';
import { violationText } from '../passwords/index.ts';

/** RFC 9457, with what a program needs to act on it. */
export const Problem = z
  .object({
    type: z.url().meta({ description: 'Where the code is explained.' }),
    title: z.string().meta({ description: 'What happened, for people.' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What was not lost and what to do next, for people.' }),
    code: z.string().meta({ description: 'What happened, for programs.' }),
    request_id: z.string().meta({ description: 'Names the request in the log and the audit record.' }),
    field: z.string().optional().meta({ description: 'With `malformed`: the first that is wrong.' }),
    scope: z.string().optional().meta({ description: 'With `scope_missing`: what the key lacks.' }),
    approval: z.string().optional().meta({ description: 'With `approval_needed`: the request that waits.' }),
    challenge: z
      .object({ token: z.string(), digest: z.string(), most: z.int(), wait: z.int() })
      .optional()
      .meta({ description: 'With `challenge_needed`: what to work out, or how many seconds to wait.' }),
    violations: z
      .array(z.object({ rule: z.string(), text: z.string() }))
      .optional()
      .meta({ description: 'With `password_refused`: all that the password lacks.' }),
    faults: z
      .array(z.object({ field: z.string(), text: z.string() }))
      .optional()
      .meta({ description: 'With `fields_wrong`: everything that is wrong.' }),
  })
  .meta({ id: 'Problem', description: 'Why a call was not done.' });

type Told = z.infer<typeof Problem>;

/** Refusals whose words for a person before a page would mislead a program's author. */
const ownWords = ['malformed', 'too_large', 'length_missing', 'not_found', 'challenge_needed'] as const;

export function tellApiProblem({ locale, baseUrl }: { locale: Locale; baseUrl: string }): TellProblem {
  const t = locale.in('en');
  return (c, { status, refusal }) => {
    if (status === 401) c.header('WWW-Authenticate', challenge(refusal));
    if (refusal?.is('scope_missing')) c.header('WWW-Authenticate', lacking(refusal.details.scope));
    const code = refusal?.code ?? (status === 405 ? 'method_not_allowed' : 'failed');
    const told: Told = {
      type: `${baseUrl}/api/docs#${code}`,
      ...wordsOf(t, code, refusal),
      status,
      code,
      request_id: c.get('caller').requestId,
      ...moreOf(t, refusal),
    };
    return answer(c, told, status);
  };
}

function answer(c: WebContext, told: Told, status: Answered['status']): Response {
  return c.body(JSON.stringify(told), status, { 'Content-Type': 'application/problem+json' });
}

function challenge(refusal: Refusal | undefined): string {
  return refusal?.code === 'key_unknown' ? 'Bearer realm="Rekey", error="invalid_token"' : 'Bearer realm="Rekey"';
}

function lacking(scope: string): string {
  const needed = scope.includes(':') ? `, scope="${scope}"` : '';
  return `Bearer realm="Rekey", error="insufficient_scope"${needed}`;
}

function wordsOf(t: Translate, code: string, refusal: Refusal | undefined): Pick<Told, 'title' | 'detail'> {
  if (!refusal) {
    const kind = code === 'failed' ? 'failed' : 'method_not_allowed';
    return { title: t(`api.${kind}.title`), detail: t(`api.${kind}`) };
  }
  const params = paramsOf(refusal.details);
  const own = ownWords.find((one) => one === refusal.code);
  const title = t(`refusals.${refusal.code}.title`, params).replace(/\.$/, '');
  if (refusal.is('malformed') && refusal.details.field !== undefined) return { title, detail: t('api.field', params) };
  return { title, detail: own ? t(`api.${own}`) : t(`refusals.${refusal.code}`, params) };
}

function paramsOf(details: object): Params {
  const told = Object.entries(details).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return Object.fromEntries(told);
}

function moreOf(
  t: Translate,
  refusal: Refusal | undefined,
): Pick<Told, 'field' | 'scope' | 'approval' | 'challenge' | 'violations' | 'faults'> {
  if (refusal?.is('malformed')) return refusal.details;
  if (refusal?.is('scope_missing') || refusal?.is('approval_needed')) return refusal.details;
  if (refusal?.is('challenge_needed')) return { challenge: refusal.details };
  if (refusal?.is('fields_wrong')) return { faults: faultsTold(t, refusal.details) };
  if (!refusal?.is('password_refused')) return {};
  return { violations: violationsTold(t, refusal.details) };
}

/** Each violation with its words. */
export function violationsTold(t: Translate, { violations }: RefusalDetails['password_refused']) {
  return violations.map((violation) => {
    const { key, params } = violationText(violation);
    return { rule: violation.rule, text: t(key, params) };
  });
}

function faultsTold(t: Translate, { faults }: RefusalDetails['fields_wrong']) {
  return faults.map(({ field, fault, params }) => ({ field, text: t(`faults.${fault}` as MessageKey, params) }));
}
