/* Distinguished Encoding Rules (ITU-T X.690), as far as a certificate needs them. */

export function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

export const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
export const explicit = (number: number, part: Buffer): Buffer => der(0xa0 + number, part);
export const octets = (part: Buffer): Buffer => der(0x04, part);
export const bitString = (bits: Buffer): Buffer => der(0x03, Buffer.from([0]), bits);
export const yes = der(0x01, Buffer.from([0xff]));

export function integer(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return der(0x02, bytes.readUInt8(0) < 0x80 ? bytes : Buffer.concat([Buffer.from([0]), bytes]));
}

/** An object identifier, given as its encoded bytes in hex. */
export const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
