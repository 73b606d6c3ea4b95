/** Icons are drawn on a grid of 24 with one stroke, take the text's colour and mean nothing to a screen reader. */
const paths = {
  check: ['M5 12.5l4.5 4.5L19 7.5'],
  cross: ['M6.5 6.5l11 11M17.5 6.5l-11 11'],
  eye: ['M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z', 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z'],
  eyeOff: [
    'M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.7 3.4M6.3 7.2A15 15 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.7-1.3',
    'M10 9.9a3 3 0 0 0 4.2 4.2M4 4l16 16',
  ],
  envelope: ['M3.5 6h17v12h-17z', 'M4 6.5l8 6.5 8-6.5'],
  clock: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M12 7.5V12l3 2'],
  info: ['M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z', 'M12 11v5M12 7.8v.1'],
  warning: ['M12 4.2L2.8 20h18.4z', 'M12 10v4.5M12 17.2v.1'],
  shield: ['M12 3.5l7.5 2.8v5.2c0 4.5-3 7.6-7.5 9-4.5-1.4-7.5-4.5-7.5-9V6.3z', 'M8.5 12l2.5 2.5 4.5-5'],
  device: ['M4 5.5h16v10H4z', 'M9 19.5h6M12 15.5v4'],
  phone: ['M8 3.5h8v17H8z', 'M11.2 17.5h1.6'],
  person: ['M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', 'M4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5'],
  key: ['M8 8.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', 'M12 12.5h9M17 12.5v3.5M20 12.5v2.5'],
  link: ['M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1', 'M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1'],
  search: ['M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z', 'M15.5 15.5L20.5 20.5'],
  down: ['M6 9.5l6 6 6-6'],
  up: ['M6 14.5l6-6 6 6'],
  back: ['M14.5 6l-6 6 6 6'],
  on: ['M9.5 6l6 6-6 6'],
  first: ['M17 6l-6 6 6 6M7 6v12'],
  last: ['M7 6l6 6-6 6M17 6v12'],
  funnel: ['M4 5.5h16l-6.2 7.2v5.8l-3.6-2v-3.8z'],
  layers: ['M12 4l8.5 4.5L12 13 3.5 8.5z', 'M4 13l8 4.3 8-4.3'],
  star: ['M12 4l2.4 5 5.5.7-4 3.8 1 5.5-4.9-2.7L7.1 19l1-5.5-4-3.8 5.5-.7z'],
  sliders: ['M4 8h9M17 8h3M4 16h3M11 16h9', 'M15 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z', 'M9 14a2 2 0 1 0 0 4 2 2 0 0 0 0-4z'],
  rows: ['M4 6h16M4 10h16M4 14h16M4 18h16'],
  cards: ['M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z'],
  menu: ['M4 7h16M4 12h16M4 17h16'],
  gear: [
    'M12 8.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z',
    'M12 3.2v2.6M12 18.2v2.6M3.2 12h2.6M18.2 12h2.6M5.8 5.8l1.8 1.8M16.4 16.4l1.8 1.8M18.2 5.8l-1.8 1.8M7.6 16.4l-1.8 1.8',
  ],
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">
        {paths[name].map((path) => (
          <path d={path} />
        ))}
      </g>
    </svg>
  );
}
