/** A picture that travels inside its letter: nothing is fetched from anywhere, and nobody learns who looked at it. */
export interface LetterPicture {
  /** What the letter's HTML names it by (`cid:`, RFC 2392). */
  cid: string;
  type: 'image/png' | 'image/jpeg';
  content: Buffer;
}

/** A company's picture, by its size in pixels. */
export interface Logo extends LetterPicture {
  width: number;
  height: number;
}

/** The letter's HTML for a browser, which knows nothing of what travels beside it: the pictures stand in it. */
export function withPictures(html: string, pictures: readonly LetterPicture[]): string {
  return pictures.reduce(
    (shown, { cid, type, content }) =>
      shown.replaceAll(`src="cid:${cid}"`, () => `src="data:${type};base64,${content.toString('base64')}"`),
    html,
  );
}
