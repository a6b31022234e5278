import type { Case } from './case.ts';
import { type CaseSettings, defaultTimeLimit, quickShare } from './case-settings.ts';
import { caseId } from './select-cases.ts';
import { shellWord } from './shell-word.ts';

/**
 * A program that runs one case alone as it ran, for failures that no single call shows, and above it the command that
 * does the same where it has the options for it.
 */
export function runAlone(
  each: Pick<Case, 'family' | 'name'>,
  { seed, share, timeLimit, module }: CaseSettings,
  notes: readonly string[] = [],
): string {
  const id = caseId(each);
  const usual = timeLimit === defaultTimeLimit;
  const amount = share === 1 ? [] : share === quickShare ? ['quick: true'] : [`share: ${share}`];
  const options = [
    ...[`only: ${JSON.stringify(id)}`, `seed: ${seed}`],
    ...amount,
    ...(usual ? [] : [`timeLimit: ${timeLimit}`]),
  ];
  const words = [
    ...['npx @unitsphere/conformance', shellWord(module), '--only', shellWord(id), '--seed', seed],
    ...(share === 1 ? [] : ['--quick']),
    ...(usual ? [] : ['--time-limit', timeLimit / 1000]),
  ];
  const command = share === 1 || share === quickShare ? [words.join(' ')] : [];
  return [
    ...[...notes, ...command].map((note) => `// ${note}`),
    "import { run } from '@unitsphere/conformance';",
    `import { create } from ${JSON.stringify(module)};`,
    '',
    `for await (const result of run(create, { ${options.join(', ')} }))`,
    '  console.log(result.status, result.reason);',
    '',
  ].join('\n');
}
