// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import {
  type Backend,
  type Capabilities,
  createNormalizer,
  type FloatArray,
  type Need,
  type Normalizer,
  type Problem,
  resolveLayout,
  resolveRule,
  type Tensor,
  UnitsphereError,
  type WithNorms,
} from '@unitsphere/core';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const host: Backend<FloatArray, 'sync'>;
declare const device: Backend<{ readonly handle: bigint }, 'async'>;
declare const texture: Backend<{ readonly texture: symbol }, 'async'>;
declare const float32: Float32Array;
declare const problem: Problem;
declare const capabilities: Capabilities<'sync'>;

const onHost = createNormalizer(host);
const onDevice = createNormalizer(device);
const inTexture = createNormalizer(texture);

// What comes back: values from a backend that reads at once, promises from one that does not, tensors for tensors.
const values = onHost.normalize(float32);
true satisfies Same<typeof values, Float32Array>;
const promised = onDevice.normalize(float32);
true satisfies Same<typeof promised, Promise<Float32Array>>;
const measured = onHost.normalizeWithNorms([[3, 4]]);
true satisfies Same<typeof measured, WithNorms<number[][]>>;
const norms = onDevice.norms(float32);
true satisfies Same<typeof norms, Promise<Float64Array>>;
const tensor = onDevice.tensor(float32);
true satisfies Same<typeof tensor, Tensor<'async', { readonly handle: bigint }>>;
const unit = onDevice.normalize(tensor);
true satisfies Same<typeof unit, Tensor<'async', { readonly handle: bigint }>>;
const read = unit.read();
true satisfies Same<typeof read, Promise<FloatArray>>;
const derived = onHost.gradient(float32, float32);
true satisfies Same<typeof derived, Float32Array>;
true satisfies Same<typeof onHost, Normalizer<'sync', FloatArray>>;
const either: Normalizer = Math.random() < 0.5 ? onHost : onDevice;
const awaited = await either.normalize(float32);
true satisfies Same<typeof awaited, Float32Array>;

// @ts-expect-error a promise is not its values
onDevice.normalize(float32) satisfies Float32Array;
// @ts-expect-error a promise has no elements
onDevice.normalize(float32)[0];
// @ts-expect-error the values have to be read first, and waited for
onDevice.normalize(tensor).read()[0];
// @ts-expect-error which reading it has is not known before it runs
either.normalize(float32) satisfies Float32Array;

// @ts-expect-error a tensor of another backend
inTexture.normalize(tensor);
// @ts-expect-error a tensor of a backend that reads at once
onDevice.normalize(onHost.tensor(float32));
// @ts-expect-error a tensor of a backend that does not read at once
onHost.norms(tensor);
// @ts-expect-error a buffer of another backend
inTexture.borrow(tensor.buffer, 'float32', [2]);
// @ts-expect-error an array is no buffer of a device
onDevice.borrow(float32, 'float32', [2]);
// @ts-expect-error integers are not a host's buffer
onHost.borrow(new Int32Array(2), 'float32', [2]);
// @ts-expect-error a buffer of another backend, below the normalizer
device.normalize(float32, problem);
// @ts-expect-error the output too is a buffer of the backend
host.normalize(float32, problem, tensor.buffer);
// @ts-expect-error a backend on other buffers
device satisfies Backend<FloatArray, 'async'>;
// @ts-expect-error a normalizer that reads at once is not one that does not
onDevice satisfies Normalizer<'sync'>;
// @ts-expect-error no buffer, no backend
createNormalizer({ name: 'mine', capabilities });
// @ts-expect-error a promise of a backend
createNormalizer(Promise.resolve(host));

// @ts-expect-error a tensor's result is a tensor, not an array
onHost.normalize(onHost.tensor(float32)) satisfies FloatArray;
// @ts-expect-error a tensor goes into a fresh one
onHost.normalize(onHost.tensor(float32), { output: float32 });
// @ts-expect-error norms have no output
onHost.norms(float32, { output: float32 });
// @ts-expect-error with the norms there are values, no tensors
onHost.normalizeWithNorms(onHost.tensor(float32));
// @ts-expect-error upstream is of the values' dtype
onHost.gradient<Float32Array>(float32, new Float64Array(2));
// @ts-expect-error dtypes are float32 and float64
onHost.borrow(float32, 'float16', [2]);

// @ts-expect-error results are readonly
measured.norms = new Float64Array(1);
// @ts-expect-error counts are readonly
measured.tally.zero = 0;
// @ts-expect-error there is no such count
measured.tally.nan;
// @ts-expect-error a tensor's shape is readonly
tensor.shape[0] = 1;
// @ts-expect-error capabilities are readonly
host.capabilities.inPlace = false;
// @ts-expect-error a problem is readonly
problem.p = 1;

// A problem holds all that a kernel needs.
const { outer, length, inner, stride } = resolveLayout([2, 2], [1]);
const whole: Problem = { dtype: 'float32', outer, length, inner, stride, ...resolveRule({}, 'float32') };
// @ts-expect-error no denominator
({ dtype: 'float32', outer, length, inner, stride, p: 2 }) satisfies Problem;
// @ts-expect-error no stride
({ dtype: 'float32', outer, length, inner, ...resolveRule({}, 'float32') }) satisfies Problem;
// @ts-expect-error a denominator is a form of the norm or its square
({ ...whole, denominator: { form: 'max', of: 'norm', epsilon: 0 } }) satisfies Problem;
// @ts-expect-error a denominator without ε
({ ...whole, denominator: { form: 'floor', of: 'norm' } }) satisfies Problem;

// @ts-expect-error no such rule
resolveRule({ rule: 'maximum', epsilon: 1e-12 }, 'float32');
// @ts-expect-error no such preset
resolveRule({ like: 'pytorch' }, 'float32');
// @ts-expect-error what a backend can do is not half said
({ reading: 'sync', residency: 'host' }) satisfies Capabilities;
// @ts-expect-error a bound is exact, or a number of ULP
({ ...capabilities, precision: { float32: { rounding: 'precise' } } }) satisfies Capabilities;
// @ts-expect-error buffers are the host's or a device's
({ ...capabilities, residency: 'gpu' }) satisfies Capabilities;
// @ts-expect-error no such need
({ speed: 'high' }) satisfies Need;

declare const failure: UnitsphereError;
if (failure.code === 'foreign-tensor') new UnitsphereError('disposed', failure.message);
// @ts-expect-error no such code
if (failure.code === 'foreign') throw failure;
// @ts-expect-error codes are a list
new UnitsphereError('failed', 'it failed') satisfies UnitsphereError;
