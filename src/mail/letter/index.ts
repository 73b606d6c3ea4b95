export { accent } from './colours.ts';
export { Frame, type FrameProps } from './frame.tsx';
export { asText, plainName } from './names.ts';
export { Button, Fine, List, Paragraph, PlainLink, Steps } from './parts.tsx';
export { type Block, type FramedLetter, renderLetter, writeLetter } from './write.tsx';
