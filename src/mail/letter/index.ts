export { accent } from './colours.ts';
export { asText, plainName } from './names.ts';
export { type Block, type FramedLetter, writeLetter } from './write.tsx';
