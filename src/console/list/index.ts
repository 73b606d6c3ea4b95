export { addList } from './add.tsx';
export type { BulkAction, Column, DeclaredList, GroupLine, Sort, Which } from './declared.ts';
export { csvStream } from './export.ts';
export { addFavourites } from './keep.ts';
export { aroundOf, type Place, placeIn, placeQuery } from './place.ts';
export { RowPager } from './row-pager.tsx';
export { selectionFields, whichOf } from './selection.ts';
export { addressOf } from './state.ts';
