/*
 * What pages of the console are made of, besides the fields, buttons and notices that all pages have (`ui/`).
 */
export { ActionMenu } from './action-menu.tsx';
export { Badge } from './badge.tsx';
export { BothSides, type Sides } from './both-sides.tsx';
export { Confirm } from './confirm.tsx';
export { Empty } from './empty.tsx';
export { Face } from './face.tsx';
export { Checkbox, FileField, Radios, TextArea, typedText } from './fields.tsx';
export { NewButton } from './new-button.tsx';
export { Progress } from './progress.tsx';
export { StaffNote } from './staff-note.tsx';
export { Steps } from './steps.tsx';
export { Tabs } from './tabs.tsx';
