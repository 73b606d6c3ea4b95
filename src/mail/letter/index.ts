export { accent } from './colours.ts';
export { asText, plainName, unlinked } from './names.ts';
export { type LetterPicture, withPictures } from './picture.ts';
export { type Block, type FramedLetter, type WrittenForms, writeLetter } from './write.tsx';
