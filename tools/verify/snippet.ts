import type { FloatArray, NormalizeOptions } from '@unitsphere/core';
import { wordsOf } from './judge.ts';

/** A call that went wrong. */
interface Failure {
  readonly problem: string;
  readonly values: FloatArray;
  readonly options: NormalizeOptions;
  /** The index of the element in question. */
  readonly at: number;
  readonly got: FloatArray;
  readonly upstream?: FloatArray;
}

/** Code that makes the call again on the same bits, for a module beside node_modules. */
export function snippet(
  name: 'normalize' | 'norms' | 'gradient',
  { problem, values, options, at, got, upstream }: Failure,
): string {
  const inputs = upstream ? [values, upstream] : [values];
  const { output, ...rest } = options;
  return [
    `// ${problem}; got ${got[at]} (${hex(got.slice(at, at + 1))}) at [${at}]${output === undefined ? '' : ', with an output'}`,
    `import { ${name} } from '@unitsphere/cpu';`,
    ...inputs.map((array, i) => `const ${'xy'[i]} = ${literal(array)};`),
    `const options = ${optionsLiteral(rest)};`,
    `console.log(${name}(${inputs.length > 1 ? 'x, y' : 'x'}, options)[${at}]);`,
  ].join('\n');
}

function literal(array: FloatArray): string {
  return `new ${array.constructor.name}(Uint32Array.of(${hex(array)}).buffer)`;
}

function hex(array: FloatArray): string {
  return Array.from(wordsOf(array), (word) => `0x${word.toString(16)}`).join(', ');
}

/** JSON but for Infinity, which is an order here. */
function optionsLiteral(options: NormalizeOptions): string {
  const pairs = Object.entries(options).filter(([, value]) => value !== undefined);
  return `{ ${pairs.map(([key, value]) => `${key}: ${typeof value === 'number' ? value : JSON.stringify(value)}`).join(', ')} }`;
}
