/** Parts of a form, each with an address of its own, so that they work as links do. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  label: string;
  tabs: { key: string; text: string; href: string }[];
  current: string;
}) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ key, text, href }) => (
          <li>
            <a href={href} aria-current={key === current ? 'page' : undefined} data-keep>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
