// Judges the imports of src/ by .dependency-cruiser.cjs. The judging tool's own command line would add a warning that
// the compiler is missing, which the parser chosen there does without.
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const { enhancedResolveOptions, ...how } = options;

const { output } = await cruise(['src'], { ...how, validate: true, ruleSet: { forbidden } }, enhancedResolveOptions);
const found = output.summary.violations.map(({ from, to, rule, cycle }) => {
  const way = cycle ? cycle.map((step) => step.name) : [to];
  return `${[from, ...way].join(' → ')}: ${rule.name}`;
});

// Not every `import('…').Type` in the middle of a line is seen by the parser.
for (const path of globSync('src/**/*.{ts,tsx}')) {
  if (/\bimport\('[^']+'\)\s*\.(?!then\b)/.test(readFileSync(path, 'utf8')))
    found.push(`${path}: types are imported at the top`);
}

for (const line of found) console.log(line);
console.log(`${output.summary.totalCruised} files, ${found.length} violations`);
if (found.length > 0) process.exitCode = 1;
