/** A login or email; where it is too long for its line it breaks after the `@` first. */
export function Address({ address }: { address: string }) {
  const domain = address.lastIndexOf('@') + 1;
  return (
    <bdi class="address">
      {address.slice(0, domain)}
      <wbr />
      {address.slice(domain)}
    </bdi>
  );
}
