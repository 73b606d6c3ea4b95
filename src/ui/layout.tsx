import type { Child } from 'hono/jsx';
import type { Company } from '../users/index.ts';
import { Document, type DocumentProps } from './document.tsx';
import { HelpLine } from './help-contact.tsx';
import { Languages } from './languages.tsx';
import { logoAddress, lookAddress } from './looks.ts';
import { Mark } from './mark.tsx';

export interface LayoutProps extends Omit<DocumentProps, 'site' | 'frame'> {
  /** Whose look; nobody's before the first administrator has set up. */
  company: Pick<Company, 'name' | 'help' | 'logo' | 'colour'> | undefined;
  /** The pages of a signed-in person, beside the company's name. */
  menu?: Child;
  /** Where a reader who chooses another language comes back to. Without it there is nothing to choose. */
  languages?: string | undefined;
}

/** A page for everybody: whose site it is above it, whom to contact below. */
export function Layout({ company, menu, languages, children, ...document }: LayoutProps) {
  const { t } = document;
  const logo = company && logoAddress(company);
  const look = company && lookAddress(company);
  const name = company?.name ?? t('ui.product');
  return (
    <Document {...document} site={name} look={look}>
      <header class="top">
        <a class="brand" href="/">
          {logo ? <img class="brand-logo" src={logo} alt="" height={40} /> : <Mark />}
          <span>{name}</span>
        </a>
        {menu}
      </header>
      <main id="main">{children}</main>
      <footer class="foot">
        <HelpLine t={t} help={company?.help} />
        {languages !== undefined && <Languages t={t} back={languages} />}
      </footer>
    </Document>
  );
}
