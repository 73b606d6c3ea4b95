export { addList } from './add.tsx';
export type { BulkAction, Column, DeclaredList, GroupLine, Sort, Which } from './declared.ts';
export { addFavourites } from './keep.ts';
