import { sql } from 'kysely';

const firstNames =
  'ada bela cem dora emil fina gero hana ivo jana kian lena milo nora olaf pia quinn rosa sven tara'.split(' ');
const lastNames =
  'abend birke clausen dorn ernst falk gruber hansen ibsen jensen keller lorenz maier nolte ott petersen quast roth sommer thoma'.split(
    ' ',
  );

const width = 10;

/** Names stand in one text, each as wide as the others: the way to the n-th that both engines have. */
function nth(names: string[], n: ReturnType<typeof sql>) {
  const text = names.map((name) => name.padEnd(width)).join('');
  return sql`trim(substr(${sql.lit(text)}, 1 + ${sql.lit(width)} * (${n} % ${sql.lit(names.length)}), ${sql.lit(width)}))`;
}

/** In lower case: what is folded is then what was written. */
export const firstName = nth(firstNames, sql`n`);
export const lastName = nth(lastNames, sql`(n / 20)`);
