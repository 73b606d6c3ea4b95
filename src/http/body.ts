import { Refusal } from '../kernel/index.ts';

/** No form and no call of ours comes near it. */
const largestBody = 64 * 1024;

/**
 * Room for a file and the form around it, or for a file that is spelt out in Base64; and for a form that was kept while the
 * password was asked for, which comes back sealed.
 */
const largestWithRoom = 720 * 1024;

/** Refuses `too_large` by what is announced, before a byte is read. */
export function refuseLargeBody(headers: Headers, hasRoom: boolean): void {
  if (announced(headers) > largest(hasRoom)) throw new Refusal('too_large', {});
}

/** Whether more is announced than anything that a stranger may send. */
export function announcesMuch(headers: Headers): boolean {
  return announced(headers) > largestBody;
}

function announced(headers: Headers): number {
  return Number(headers.get('content-length') ?? 0);
}

export function isUpload(headers: Headers): boolean {
  return headers.get('content-type')?.toLowerCase().startsWith('multipart/form-data') ?? false;
}

function largest(hasRoom: boolean): number {
  return hasRoom ? largestWithRoom : largestBody;
}

/**
 * The whole body, with room for a file where `hasRoom` says so. It is read before anybody asks who sent it: else whoever
 * lets it trickle in would act as whom they were when they began, with a session or a key that has ended since. Refuses
 * `too_large`, and `malformed` when the sender breaks off.
 */
export async function readBody(request: Request, hasRoom = false): Promise<Uint8Array<ArrayBuffer>> {
  refuseLargeBody(request.headers, hasRoom);
  const body = await wholeOf(request);
  if (body.length > largest(hasRoom)) throw new Refusal('too_large', {}); // it came in chunks, with no word of its length
  return body;
}

async function wholeOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw new Refusal('malformed', {});
  }
}
