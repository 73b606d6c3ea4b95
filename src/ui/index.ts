export { Address } from './address.tsx';
export { LinkButton, Submit } from './buttons.tsx';
export { Document } from './document.tsx';
export {
  CheckField,
  ErrorSummary,
  errorOf,
  type FieldError,
  PasswordField,
  SelectField,
  TextField,
} from './fields.tsx';
export { formScript, uiFiles } from './files.ts';
export { HelpInline, HelpLine } from './help-contact.tsx';
export { Icon, type IconName } from './icons.tsx';
export { Layout } from './layout.tsx';
export { logoAddress, logoRoute, lookRoute, lookStyle } from './looks.ts';
export { Mark } from './mark.tsx';
export { MadeKey, NewKeyFields, NewKeyForm, type NewKeyInput, wantedBy } from './new-key.tsx';
export { Notice } from './notice.tsx';
export { pageText } from './page-text.ts';
export { RefusalNotice, textOf, titleOf } from './refusal-notice.tsx';
export { Rich } from './rich.tsx';
export { type Theme, themeCookie, themeOf, themes } from './theme.ts';
