import { Refusal } from '../kernel/index.ts';

/** No form and no call of ours comes near it. */
const largestBody = 64 * 1024;

/** Room for a file and the form around it, or for a file that is spelt out in Base64. */
const largestUpload = 720 * 1024;

/**
 * Refuses `length_missing` where a body comes in parts and its end is not announced: 64 KB in parts of one byte each would
 * cost what thousands of forms do. With a length, the HTTP parser holds the sender to it.
 */
export function refuseUnmeasuredBody(headers: Headers): void {
  if (headers.has('transfer-encoding')) throw new Refusal('length_missing', {});
}

/** Refuses `too_large` by what is announced, before a byte is read. */
export function refuseLargeBody(headers: Headers, hasFile = isUpload(headers)): void {
  if (announced(headers) > largest(hasFile)) throw new Refusal('too_large', {});
}

/** Whether a file is announced that needs more room than anything that a stranger may send. */
export function announcesLargeFile(headers: Headers): boolean {
  return isUpload(headers) && announced(headers) > largestBody;
}

function announced(headers: Headers): number {
  return Number(headers.get('content-length') ?? 0);
}

function isUpload(headers: Headers): boolean {
  return headers.get('content-type')?.toLowerCase().startsWith('multipart/form-data') ?? false;
}

function largest(hasFile: boolean): number {
  return hasFile ? largestUpload : largestBody;
}

/**
 * The whole body, with room for a file where `hasFile` says so. It is read before anybody asks who sent it: else whoever
 * lets it trickle in would act as whom they were when they began, with a session or a key that has ended since. Refuses
 * `too_large`, and `malformed` when the sender breaks off.
 */
export async function readBody(request: Request, hasFile = false): Promise<Uint8Array<ArrayBuffer>> {
  refuseLargeBody(request.headers, hasFile);
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw new Refusal('malformed', {});
  }
}
