export { Address } from './address.tsx';
export { LinkButton, Submit } from './buttons.tsx';
export { ErrorSummary, errorOf, type FieldError, PasswordField, SelectField, TextField } from './fields.tsx';
export { formScript, uiFiles } from './files.ts';
export { HelpInline } from './help-contact.tsx';
export { Icon, type IconName } from './icons.tsx';
export { Layout } from './layout.tsx';
export { Notice } from './notice.tsx';
export { Rich } from './rich.tsx';
