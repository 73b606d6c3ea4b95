import { Refusal } from '../kernel/index.ts';
import { refuseLargeBody } from './body.ts';

/**
 * The file in a form that was sent as `multipart/form-data`, or nothing where none was chosen. Refuses `malformed` (also
 * where the length is not announced, which every browser does) and `too_large`.
 */
export async function readUpload(request: Request, field: string): Promise<Uint8Array | undefined> {
  const { headers } = request;
  const isForm = /^multipart\/form-data;/i.test(headers.get('content-type') ?? '');
  if (!isForm || !headers.has('content-length')) throw new Refusal('malformed', { field });
  refuseLargeBody(headers);
  const file = (await formOf(request)).get(field);
  if (file === null || typeof file === 'string') throw new Refusal('malformed', { field });
  return file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined;
}

async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Refusal('malformed', {});
  }
}
