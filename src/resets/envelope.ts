import type { Composer, Letter } from '../mail/index.ts';
import type { Company } from '../users/index.ts';
import { ownWordsIn } from './letter-texts/store.ts';
import type { Envelope, WrittenLetter } from './letters/letter.ts';
import type { Parts } from './parts.ts';
import type { Addressee } from './warnings.ts';

export type Composed = Awaited<ReturnType<Composer['compose']>>;

/** In whose words, in whose name and for whom a letter is written. */
export async function envelopeFor(parts: Parts, user: Addressee): Promise<Envelope> {
  const company = await parts.users.companyOf(parts.database.read, user.companyId);
  const baseUrl = company.baseUrl ?? parts.baseUrl();
  const text = parts.locale.in(user.language);
  const own = await ownWordsIn(parts.database.read, { companyId: company.id, language: text.language });
  const logo = await parts.users.logoOf(parts.database.read, company);
  return { text, user, company, logo, baseUrl, own };
}

/** To the stored address, unless another one is told; from the company's, where it has one. */
export function addressed({ user, company }: Envelope, letter: WrittenLetter, to = user.email ?? '') {
  return { letter: { ...letter, ...senderOf(company) }, to: { name: user.name, address: to } };
}

/** In whose name a company's letters go, where it says so. */
export function senderOf({ name, senderAddress }: Company): Pick<Letter, 'from'> {
  return senderAddress ? { from: { name, address: senderAddress } } : {};
}
