import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  allocate,
  createNormalizer,
  type ErrorCode,
  type Nested,
  type NormalizeOptions,
  UnitsphereError,
} from '../src/index.ts';
import { hostBackend } from './host-backend.ts';

const values = Float32Array.of(1, 2, 3, 4, 5, 6);

function call(options: object, input: unknown = values): () => unknown {
  return () => createNormalizer(hostBackend()).normalize(input as Nested, options as NormalizeOptions);
}

function afterItsEnd(): unknown {
  const normalizer = createNormalizer(hostBackend());
  normalizer[Symbol.dispose]();
  return normalizer.norms(values);
}

// One plain way into each failure, and what it then says in full. The type makes the table complete.
const failures: Record<ErrorCode, readonly [() => unknown, string] | 'thrown by others'> = {
  'invalid-values': [
    call({}, Int32Array.of(1)),
    'values must be nested arrays of numbers, other arrays by @unitsphere/core/arrays, a Float32Array or a Float64Array, got Int32Array',
  ],
  'ragged-array': [call({}, [[1, 2], [3]]), 'expected an array of 2 at [1], got an array of 1'],
  'invalid-shape': [
    call({ shape: [2, -3] }),
    'shape must be a list of integers ≥ 0 with a product below 2^53, got [2,-3]',
  ],
  'shape-mismatch': [call({ shape: [2, 4] }), 'shape [2,4] needs 8 values, got 6'],
  'invalid-stride': [
    call({ shape: [2, 3], stride: 2 }),
    'stride must be an integer ≥ the row length 3, got 2',
  ],
  'invalid-axis': [call({ axis: 0.5 }), 'axis must be an integer, a list of integers or null, got 0.5'],
  'empty-axis': [call({ axis: [] }), 'axis is an empty list; give at least one axis, or null for all'],
  'repeated-axis': [call({ shape: [2, 3], axis: [1, -1] }), 'axis [1,-1] names an axis twice at rank 2'],
  'axis-out-of-range': [
    call({ shape: [2, 3], axis: 2 }),
    'axis 2 is out of range for rank 2: expected -2 to 1',
  ],
  'invalid-p': [call({ p: 0.5 }), 'p must be a number ≥ 1 or Infinity, got 0.5'],
  'unknown-rule': [
    call({ rule: 'clip' }),
    'unknown rule clip; expected one of none, max, max-squared, add, add-squared, keep-below',
  ],
  'rule-needs-p-2': [
    call({ rule: 'add-squared', p: 1, epsilon: 1 }),
    'rule add-squared takes p = 2 only, got p = 1',
  ],
  'invalid-epsilon': [call({ rule: 'max', epsilon: -1 }), 'epsilon must be finite and ≥ 0, got -1'],
  'missing-epsilon': [call({ rule: 'max' }), 'rule max takes an epsilon, got undefined'],
  'epsilon-without-rule': [call({ epsilon: 1 }), 'rule none takes no epsilon, got 1'],
  'unknown-preset': [
    call({ like: 'jax' }),
    'unknown preset jax; expected one of tensorflow, keras2, keras, keras-ops, torch, sklearn, onnx, faiss, pgvector, ' +
      'tflite, coreml, tfjs-layers, tfjs-unit-norm',
  ],
  'preset-with-rule': [call({ like: 'torch', rule: 'add' }), 'preset torch takes rule max, got rule add'],
  'preset-parameter': [call({ like: 'keras', epsilon: 1 }), 'preset keras takes no epsilon, got 1'],
  'invalid-options': [
    () => createNormalizer(hostBackend()).normalize(values, JSON.parse('null')),
    'options must be an object, got null',
  ],
  'out-of-memory': [() => allocate('float64', 2 ** 50), `no room for ${2 ** 50} values of float64`],
  'unknown-option': [
    call({ eps: 1 }),
    'unknown option eps; expected one of shape, axis, stride, p, rule, epsilon, like, output',
  ],
  'invalid-output': [
    call({ output: new Float32Array(5) }),
    'output must be float32 [6] like the input, got float32 [5]',
  ],
  'output-overlap': [
    () => {
      const all = new Float32Array(7);
      call({ output: all.subarray(1) }, all.subarray(0, 6))();
    },
    'output overlaps the input in part: they are 24 and 24 bytes of one buffer, starting 4 bytes apart',
  ],
  unsupported: [
    () => createNormalizer(hostBackend({ maxElements: 5 })).normalize(values),
    'backend host does not support 6 elements (at most 5)',
  ],
  'unknown-backend': 'thrown by others',
  'backend-unavailable': 'thrown by others',
  disposed: [afterItsEnd, 'backend host was used after its end'],
  'foreign-tensor': [
    () => createNormalizer(hostBackend()).norms(createNormalizer(hostBackend({}, 'other')).tensor(values)),
    'a tensor of backend other was given to backend host',
  ],
  'worker-lost': 'thrown by others',
  'device-lost': 'thrown by others',
  'device-error': 'thrown by others',
  'incomplete-slice': 'thrown by others',
  aborted: 'thrown by others',
};

describe.each(Object.entries(failures).filter(([, failure]) => typeof failure !== 'string'))(
  '%s',
  (code, failure) => {
    const [provoke, message] = failure as [() => unknown, string];

    test('is thrown, and says what came and what was expected', async () => {
      const error = await (async () => provoke())().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnitsphereError);
      expect(error).toMatchObject({ name: 'UnitsphereError', code, message });
    });
  },
);

test('the source of core throws the codes of the table and leaves the rest to others', () => {
  const folder = new URL('../src/', import.meta.url);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const source = names
    .filter((name) => name.endsWith('.ts') && name !== 'error.ts')
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const thrown = Object.keys(failures).filter((code) => source.includes(`'${code}'`));
  const expected = Object.keys(failures).filter((code) => failures[code as ErrorCode] !== 'thrown by others');
  expect(thrown).toEqual(expected);
});
