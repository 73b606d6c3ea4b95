import type { z } from 'zod';
import type { Act, Caller, RefusalCode } from '../kernel/index.ts';

/** What a program asks for, judged by the operation's own schemas. */
export interface Call<P, Q, B> {
  caller: Caller;
  params: P;
  query: Q;
  body: B;
}

/**
 * One thing that programs can do: the schemas that judge what comes and tell what goes, and the one use case that is
 * called. The document is made from it and from nothing else.
 */
export interface Spec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject, A extends z.ZodType> {
  /** Names it for generated clients. */
  id: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Below the API's address; `{id}` is a parameter. */
  path: string;
  summary: string;
  description?: string;
  /** What the use case asks the access matrix for. `open` needs no key; links and limits decide there. */
  act: Act | 'open';
  params?: P;
  query?: Q;
  body?: B;
  /** Whether the body holds a file, in Base64: only then it may be large. */
  hasFile?: boolean;
  answer: { status: 200 | 201 | 202; schema: A } | { status: 204 };
  /** What it refuses besides what every operation may. */
  refuses: readonly RefusalCode[];
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<A>>;
}

type Nothing = z.ZodObject<Record<never, never>>;

/** An operation as the frame sees it. */
export type Operation = Spec<z.ZodObject, z.ZodObject, z.ZodObject, z.ZodType>;

/** Of what a second administrator has to approve: it is kept, or there is no room for it. */
export const waits = ['approval_needed', 'too_many_approvals'] as const;

/** Holds the handler to the schemas of its own operation. */
export function operation<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
  A extends z.ZodType = z.ZodVoid,
>(spec: Spec<P, Q, B, A>): Operation {
  return spec as unknown as Operation;
}
