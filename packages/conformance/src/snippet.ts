import { dtypeOf, type FloatArray, type NormOptions } from '@unitsphere/core';
import { arrange } from './arrangement.ts';
import { wordsOf } from './bits.ts';
import type { Fault } from './fault.ts';
import type { Trial } from './trial.ts';

/** Where a program that shows a failure gets its backend, and what it says of itself. */
export interface Origin {
  /** A module that exports `create`. */
  readonly module: string;
  readonly notes: readonly string[];
}

/** A program that makes the call of a trial again, on the same bits. */
export function trialSnippet(trial: Trial, { problem, at = 0 }: Fault, origin: Origin): string {
  const { values, options } = arrange(trial.slices, trial.layout);
  const { destination, method } = trial;
  const settings = optionPairs({ ...options, ...trial.setting }).join(', ');
  const shown = method === 'normalize' ? 'result' : 'result.values';
  const body =
    destination === 'fresh'
      ? [
          `const x = ${literal(values)};`,
          `const result = await normalizer.${method}(x, { ${settings} });`,
          `console.log(${shown}[${at}], ${shown});`,
        ]
      : [
          ...bufferLines(values, settings),
          `const output = ${destination === 'given' ? 'backend.upload(x.slice().fill(7))' : 'input'};`,
          `backend.${method}(input, problem, output);`,
          'const result = await backend.read(output);',
          `console.log(result[${at}], result);`,
        ];
  return program({ ...origin, notes: [...origin.notes, problem] }, body);
}

/** Lines that bring values to the backend itself: `x`, `backend`, `problem` and `input`. */
export function bufferLines(values: FloatArray, settings: string): string[] {
  return [
    `import { resolveArguments } from '@unitsphere/core';`,
    `const x = ${literal(values)};`,
    'const { backend } = normalizer;',
    `const { problem } = resolveArguments(x, { ${settings} });`,
    'const input = backend.upload(x);',
  ];
}

/** A program that starts a backend and makes a call. */
export function program({ module, notes }: Origin, body: readonly string[]): string {
  return [
    ...notes.map((note) => `// ${note}`),
    `import { createNormalizer } from '@unitsphere/core';`,
    `import { create } from ${JSON.stringify(module)};`,
    '',
    'const normalizer = createNormalizer(await create());',
    ...body,
    '',
  ].join('\n');
}

/** An array by its bits where its numbers would not say it all, else by its numbers. */
export function literal(array: FloatArray): string {
  const name = dtypeOf(array) === 'float32' ? 'Float32Array' : 'Float64Array';
  const short = array.length <= 64 && array.every((v: number) => Number.isFinite(v) && String(v).length <= 8);
  if (short) return `${name}.of(${Array.from(array, (v) => (Object.is(v, -0) ? '-0' : v)).join(', ')})`;
  const words = Array.from(wordsOf(array), (word) => `0x${word.toString(16)}`).join(', ');
  return `new ${name}(new Uint32Array([${words}]).buffer)`;
}

/** JSON but for Infinity, which is an order here. */
export function optionPairs(options: NormOptions): string[] {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${typeof value === 'number' ? value : JSON.stringify(value)}`);
}
