/** The mark: a key whose bow is a turning arrow. Drawn once for pages and once more for the browser's tab. */
const bow = 'M19 16A7.4 7.4 0 1 1 14.6 9.2';
const arrow = 'M11.4 5.8l4.2 3.2-2.8 4.2';
const shaft = 'M19 16H29M24.2 16v4.4M28.8 16v3.4';

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
        <path d={bow} />
        <path d={arrow} />
        <path d={shaft} />
      </g>
    </svg>
  );
}

/** The mark as a file of its own, for `<link rel="icon">`. */
export function markFile(): string {
  const file = (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
      <title>Rekey</title>
      <rect width="32" height="32" rx="7" fill="#0b6462" />
      <g fill="none" stroke="#fff" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round">
        <path d={bow} />
        <path d={arrow} />
        <path d={shaft} />
      </g>
    </svg>
  );
  return file.toString();
}
