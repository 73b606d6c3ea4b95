/** Where a long one may be parted: after what parts its words. A hyphen parts lines by itself. */
const wordEnd = /(?<=[._+])/;

/** A login or email; where it is too long for its line it breaks after the `@` first, then between its words. */
export function Address({ address }: { address: string }) {
  const domain = address.lastIndexOf('@') + 1;
  const halves = [address.slice(0, domain), address.slice(domain)].filter((half) => half !== '');
  return (
    <bdi class="address">
      {halves.map((half, index) => (
        <>
          {index > 0 && <wbr />}
          <span>
            {half.split(wordEnd).map((word, place) => (
              <>
                {place > 0 && <wbr />}
                {word}
              </>
            ))}
          </span>
        </>
      ))}
    </bdi>
  );
}
