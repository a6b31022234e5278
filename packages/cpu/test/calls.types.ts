// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import { createNormalizer, type FloatArray, type WithNorms } from '@unitsphere/core';
import {
  cpu,
  gradient,
  normalize,
  normalizeAsync,
  normalizeChunks,
  normalizeWithNorms,
  norms,
} from '@unitsphere/cpu';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const float32: Float32Array;
declare const float64: Float64Array;

const single = normalize(float32, { shape: [2, 2], axis: -1, p: 1 });
true satisfies Same<typeof single, Float32Array>;
const double = normalize(float64, { axis: null, like: 'torch', epsilon: 1e-6 });
true satisfies Same<typeof double, Float64Array>;
const nested = normalize([[[3, 4]]], { axis: [0, 2] });
true satisfies Same<typeof nested, number[][][]>;
const measured = normalizeWithNorms(float32, { rule: 'max', epsilon: 1e-12, output: float32 });
true satisfies Same<typeof measured, WithNorms<Float32Array>>;
const lengths = norms(float64);
true satisfies Same<typeof lengths, Float64Array>;
const derived = gradient(float32, float32);
true satisfies Same<typeof derived, Float32Array>;
const later = normalizeAsync(float64, { signal: new AbortController().signal });
true satisfies Same<typeof later, Promise<Float64Array>>;
const stream = normalizeChunks([float32], { length: 2 });
true satisfies Same<typeof stream, AsyncGenerator<Float32Array, void, undefined>>;
const backend = cpu();
true satisfies Same<ReturnType<typeof backend.read>, FloatArray>;

// @ts-expect-error a promise is not its values
normalizeAsync(float32) satisfies Float32Array;
// @ts-expect-error a stream is not an array
normalizeChunks([float32], { length: 2 }) satisfies Float32Array;
// @ts-expect-error what comes back is of the input's dtype
normalize(float32) satisfies Float64Array;

// @ts-expect-error integers
normalize(new Int32Array(2));
// @ts-expect-error bytes
normalize(new Uint8ClampedArray(2));
// @ts-expect-error a buffer says no dtype
normalize(new ArrayBuffer(8));
// @ts-expect-error numbers as words
normalize(['3', '4']);
// @ts-expect-error bigints
normalize([3n, 4n]);
// @ts-expect-error numbers and rows in one list
normalize([3, [4]]);
// @ts-expect-error a promise of values
normalize(Promise.resolve(float32));
// @ts-expect-error nothing
normalize();
// @ts-expect-error a stream is for normalizeChunks
normalize((async () => {})());

// @ts-expect-error a shape is a list
normalize(float32, { shape: '2,2' });
// @ts-expect-error a shape holds numbers
normalize(float32, { shape: ['2', '2'] });
// @ts-expect-error an axis is a number, a list of them or null
normalize(float32, { axis: 'last' });
// @ts-expect-error no such option
normalize(float32, { dim: 1 });
// @ts-expect-error it is called epsilon
normalize(float32, { eps: 1e-12 });
// @ts-expect-error no such rule
normalize(float32, { rule: 'maximum', epsilon: 1e-12 });
// @ts-expect-error no such preset
normalize(float32, { like: 'pytorch' });
// @ts-expect-error an order is a number
normalize(float32, { p: 'inf' });
// @ts-expect-error ε is a number
normalize(float32, { rule: 'max', epsilon: '1e-12' });
// @ts-expect-error output is an array of floats
normalize(float32, { output: new Int32Array(2) });
// @ts-expect-error the options are an object
normalize(float32, 1);
// @ts-expect-error norms have no output
norms(float32, { output: float64 });
// @ts-expect-error a signal is for normalizeAsync
normalize(float32, { signal: new AbortController().signal });
// @ts-expect-error a stream's slices need a length
normalizeChunks([float32], {});
// @ts-expect-error a stream's slices have no axes
normalizeChunks([float32], { length: 2, axis: 0 });
// @ts-expect-error the gradient needs what comes from above
gradient(float32);

// @ts-expect-error results are readonly
measured.values = float32;
// @ts-expect-error a buffer of cpu is an array
backend.read({ texture: null });
// @ts-expect-error a buffer of cpu is an array
createNormalizer(backend).borrow({ texture: null }, 'float32', [2]);
// @ts-expect-error a problem without its order, sizes and denominator
backend.normalize(float32, { dtype: 'float32' });

// What types do not say, and calls do, when they run: an ε without a rule, a rule of squares with p = 1, one shape too many.
normalize(float32, { epsilon: 1e-12 });
normalize(float32, { rule: 'max-squared', epsilon: 1e-12, p: 1 });
normalize([[3, 4]], { shape: [1, 2] });
