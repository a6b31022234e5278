import {
  cast,
  clone,
  customGrad,
  engine,
  getBackend,
  getKernel,
  Tensor,
  type TensorLike,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import {
  type Axis,
  type RuleOptions,
  requireOptions,
  resolveAxes,
  resolveLayout,
  resolveRule,
  UnitsphereError,
} from '@unitsphere/core';
import { normalizeKernel } from './kernels.ts';
import { attributesOf } from './problem-attributes.ts';
import { transposed } from './transposed.ts';

/** The axis, p, rule and ε of a call. */
export interface L2NormalizeOptions extends RuleOptions {
  /** Default the last; `null` is all axes together. */
  readonly axis?: Axis | undefined;
}

const optionNames = ['axis', 'p', 'rule', 'epsilon', 'like'];

/**
 * Each slice along `axis` divided by its denominator: float32, in the shape of `x`, which is cast where it is int32 or
 * bool. Differentiable, more than once too. `register` has to be called before.
 * Throws the errors of `resolveRule` and `resolveAxes` of @unitsphere/core, `invalid-options`, `unknown-option`,
 * `invalid-values`, `backend-unavailable`.
 */
export function l2Normalize<T extends Tensor>(x: T | TensorLike, options: L2NormalizeOptions = {}): T {
  for (const name of Object.keys(requireOptions(options))) {
    if (!optionNames.includes(name))
      throw new UnitsphereError(
        'unknown-option',
        `unknown option ${name}; expected one of ${optionNames.join(', ')}`,
      );
  }
  return tidy(() => normalized(floatTensor(x), options)) as T;
}

function floatTensor(x: Tensor | TensorLike): Tensor {
  const given = x instanceof Tensor ? x : tensor(x);
  given.throwIfDisposed();
  if (given.dtype === 'float32') return given;
  if (given.dtype === 'int32' || given.dtype === 'bool') return cast(given, 'float32');
  throw new UnitsphereError(
    'invalid-values',
    `expected a tensor of float32, int32 or bool, got ${given.dtype}`,
  );
}

function normalized(x: Tensor, options: L2NormalizeOptions): Tensor {
  const axes = resolveAxes(options.axis, x.rank);
  const rule = resolveRule(options, 'float32');
  const { outer, length, inner, stride, permutation } = resolveLayout(x.shape, axes);
  if (x.size === 0) return emptyLike(x);
  const attributes = attributesOf({ dtype: 'float32', outer, length, inner, stride, ...rule });
  if (permutation === undefined) return run(x, attributes);
  const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
  return transposed(run(transposed(x, permutation), attributes), inverse);
}

/** With a gradient of its own: tfjs-core alone has none for a clone. */
function emptyLike(x: Tensor): Tensor {
  return customGrad((each) => ({ value: clone(each as Tensor), gradFunc: (dy) => clone(dy) }))(x);
}

function run(x: Tensor, attributes: ReturnType<typeof attributesOf>): Tensor {
  const backend = getBackend();
  if (!getKernel(normalizeKernel, backend))
    throw new UnitsphereError(
      'backend-unavailable',
      `nothing is registered for tfjs's backend ${backend}: await register(tf) once it has started`,
    );
  return engine().runKernel(normalizeKernel, { x }, attributes);
}
