import type { Fault } from '../kernel/index.ts';

/** A picture that is known to be what it says: drawn anew, without whatever else was in the file. */
export interface Picture {
  type: 'image/png' | 'image/jpeg';
  content: Buffer;
}

/** Bytes of a file. */
const largestPicture = 512 * 1024;
/** Drawing takes four bytes for each of them. */
const mostPixels = 8_000_000;
/** Twice what pages show, for sharp screens. */
const box = { width: 480, height: 160 };
const jpegQuality = 88;

/**
 * Draws a PNG or a JPEG anew, at most as large as pages need it. Nothing of the file itself is kept: no metadata, no
 * second file behind the picture. Its size is read before anything of it is decoded.
 */
export async function redraw(file: Uint8Array): Promise<Picture | Fault> {
  if (file.length > largestPicture) return fault('logo_large', { kilobytes: largestPicture / 1024 });
  const type = typeOf(file);
  if (!type) return fault('logo_type');
  const size = sizeOf(file);
  if (!size || size.width === 0 || size.height === 0) return fault('logo_broken');
  if (size.width * size.height > mostPixels) return fault('logo_pixels', { megapixels: mostPixels / 1_000_000 });
  const bare = type === 'image/png' ? barePng(file) : file;
  if (!bare) return fault('logo_broken');
  try {
    return { type, content: await draw(bare, type, size) };
  } catch {
    return fault('logo_broken');
  }
}

/** Loaded when somebody brings a picture, and never otherwise. */
async function draw(file: Uint8Array, type: Picture['type'], size: Size): Promise<Buffer> {
  const { ResizeFit, Transformer } = await import('@napi-rs/image');
  const picture = new Transformer(file).rotate();
  if (size.width > box.width || size.height > box.height) picture.resize({ ...box, fit: ResizeFit.Inside });
  return type === 'image/png' ? picture.png() : picture.jpeg(jpegQuality);
}

/** As its head says, without anything of it being decoded. */
export function sizeOf(file: Uint8Array): Size | undefined {
  return typeOf(file) === 'image/png' ? pngSize(file) : jpegSize(file);
}

interface Size {
  width: number;
  height: number;
}

const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function typeOf(file: Uint8Array): Picture['type'] | undefined {
  if (pngMark.equals(file.subarray(0, 8))) return 'image/png';
  return file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff ? 'image/jpeg' : undefined;
}

const drawn = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/**
 * A PNG without everything that is not drawn: a colour profile, say, may be half a gigabyte once it is unpacked. Nothing
 * for a file whose chunks do not fit together.
 */
export function barePng(file: Uint8Array): Uint8Array | undefined {
  const view = Buffer.from(file.buffer, file.byteOffset, file.length);
  const kept = [view.subarray(0, pngMark.length)];
  for (let at = pngMark.length; at + 12 <= view.length; ) {
    const end = at + 12 + view.readUInt32BE(at);
    const name = view.toString('latin1', at + 4, at + 8);
    if (end > view.length) return undefined;
    if (drawn.includes(name)) kept.push(view.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return undefined;
}

/** The first chunk of a PNG. */
function pngSize(file: Uint8Array): Size | undefined {
  const view = Buffer.from(file.buffer, file.byteOffset, file.length);
  if (view.length < 24 || view.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

const fill = 0xff;
const scan = 0xda;

/**
 * The frame header of a JPEG, found by going from segment to segment up to the picture itself. Nothing where whoever
 * draws it could take something else for its size: after a second one, or a segment that does not tell its length.
 */
function jpegSize(file: Uint8Array): Size | undefined {
  const view = Buffer.from(file.buffer, file.byteOffset, file.length);
  let size: Size | undefined;
  for (let at = 2; at + 9 < view.length && view[at] === 0xff; ) {
    const marker = view[at + 1] ?? 0;
    const length = view.readUInt16BE(at + 2);
    if (marker === scan) return size;
    if (marker === fill) {
      at += 1;
      continue;
    }
    if (!tellsLength(marker) || length < 2 || (size && isFrame(marker))) return undefined;
    if (isFrame(marker)) size = { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    at += 2 + length;
  }
  return undefined;
}

function tellsLength(marker: number): boolean {
  return marker >= 0xc0 && (marker < 0xd0 || marker > 0xd9);
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function fault(code: string, params?: Record<string, number>): Fault {
  return { field: 'logo', fault: `company.${code}`, ...(params && { params }) };
}
