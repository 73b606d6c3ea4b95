import type { RefusalCode } from './refusal.ts';

/** One answered request. The route is its pattern, never the path: what stands in an address may be a token. */
export interface AnsweredRequest {
  method: string;
  route: string;
  status: number;
  /** Milliseconds. */
  took: number;
  refusal: RefusalCode | undefined;
}

/** Where parts say what has just happened, so that it can be counted. Words of closed sets only: nobody is named here. */
export interface Meter {
  answered(request: AnsweredRequest): void;
  /** What became of an ask, by its reason. */
  decided(reason: string): void;
}

export const unmetered: Meter = { answered() {}, decided() {} };
