export { addList } from './add.tsx';
export type { BulkAction, Column, DeclaredList, GroupLine, Sort, Which } from './declared.ts';
export { csvStream } from './export.ts';
export { addFavourites } from './keep.ts';
export { selectionFields, whichOf } from './selection.ts';
