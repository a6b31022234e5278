import type { Axis } from './axis.ts';
import { resolveAxes } from './axis.ts';
import type { Problem } from './backend.ts';
import { UnitsphereError } from './error.ts';
import { type DType, dtypeOf, type FloatArray, isFloatArray, lossOf, nameOf, shown } from './float-array.ts';
import { type Layout, resolveLayout } from './layout.ts';
import { flatten, type Nested } from './nested.ts';
import { type RuleOptions, resolveRule } from './rule.ts';
import { format, type Shape, sizeOf } from './shape.ts';
import { isTensor, type Tensor } from './tensor.ts';

export interface NormOptions extends RuleOptions {
  /** Row-major; one vector where absent. Tensors and nested arrays have their own. */
  readonly shape?: Shape | undefined;
  /** Default: the last. */
  readonly axis?: Axis | undefined;
  /** Elements from the start of one row (last axis) to the next, where rows have gaps between them. */
  readonly stride?: number | undefined;
}

export interface NormalizeOptions extends NormOptions {
  /** Where the result goes, in the input's layout; the input itself for in place. Absent: a fresh array. */
  readonly output?: FloatArray | undefined;
}

const optionNames = ['shape', 'axis', 'stride', 'p', 'rule', 'epsilon', 'like', 'output'];

/** A call's arguments, checked: what `values` are, and the problem they pose. */
export interface Arguments {
  readonly input: FloatArray | Tensor;
  readonly shape: Shape;
  readonly layout: Layout;
  readonly problem: Problem;
}

/** The options themselves, if they are an object. Throws `invalid-options`. */
export function requireOptions<T>(options: T): T {
  if (typeof options === 'object' && options !== null) return options;
  throw new UnitsphereError('invalid-options', `options must be an object, got ${shown(options)}`);
}

/**
 * Throws `invalid-options`, `unknown-option`, `shape-mismatch`, `invalid-values`, and the errors of `resolveRule`, `resolveAxes`,
 * `resolveLayout` and `flatten`.
 */
export function resolveArguments(values: FloatArray | Nested | Tensor, options: NormalizeOptions): Arguments {
  for (const name of Object.keys(requireOptions(options))) {
    if (optionNames.includes(name)) continue;
    throw new UnitsphereError(
      'unknown-option',
      `unknown option ${name}; expected one of ${optionNames.join(', ')}`,
    );
  }
  const { input, shape, dtype, available } = inputOf(values, options);
  const axes = resolveAxes(options.axis, shape.length);
  const layout = resolveLayout(shape, axes, options.stride);
  checkCount(shape, layout, available);
  const { outer, length, inner, stride } = layout;
  return {
    input,
    shape,
    layout,
    problem: { dtype, outer, length, inner, stride, ...resolveRule(options, dtype) },
  };
}

interface Input {
  readonly input: FloatArray | Tensor;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly available: number;
}

function inputOf(values: FloatArray | Nested | Tensor, options: NormalizeOptions): Input {
  if (Array.isArray(values) || isTensor(values)) {
    if (options.shape !== undefined) {
      const own = isTensor(values) ? 'a tensor brings its' : 'nested arrays bring their';
      throw new UnitsphereError(
        'invalid-shape',
        `${own} shape; got shape ${format(options.shape)} beside them`,
      );
    }
    if (isTensor(values)) {
      return { input: values, shape: values.shape, dtype: values.dtype, available: sizeOf(values.shape) };
    }
    const { values: flat, shape } = flatten(values);
    return { input: flat, shape, dtype: 'float64', available: flat.length };
  }
  const flat = values as FloatArray;
  const dtype = dtypeOf(flat);
  requireElements(flat);
  const shape = options.shape === undefined ? [flat.length] : options.shape;
  sizeOf(shape);
  return { input: flat, shape, dtype, available: flat.length };
}

/** Throws `invalid-values` for an array whose buffer is gone. */
export function requireElements(values: FloatArray): void {
  const loss = lossOf(values);
  if (loss !== undefined) throw new UnitsphereError('invalid-values', loss);
}

/** Rows with gaps may end with or without the last gap. */
function checkCount(shape: Shape, { outer, length, inner, stride }: Layout, available: number): void {
  const dense = outer * length * inner;
  const gap = stride - length * inner;
  const least = dense + Math.max(outer - 1, 0) * gap;
  const most = dense + outer * gap;
  if (available >= least && available <= most) return;
  const needs = gap > 0 ? `with stride ${stride} needs ${least} to ${most}` : `needs ${dense}`;
  throw new UnitsphereError('shape-mismatch', `shape ${format(shape)} ${needs} values, got ${available}`);
}

/**
 * Checks that `output` can take the result of `values`: same dtype and length, and either the very same
 * elements or none of them. Throws `invalid-output`, `output-overlap`.
 */
export function checkOutput(output: FloatArray, values: FloatArray): void {
  if (!isFloatArray(output)) {
    throw new UnitsphereError(
      'invalid-output',
      `output must be a Float32Array or a Float64Array, got ${nameOf(output)}`,
    );
  }
  const loss = lossOf(output);
  if (loss !== undefined) throw new UnitsphereError('invalid-output', `output cannot be written: ${loss}`);
  const [got, expected] = [dtypeOf(output), dtypeOf(values)];
  if (got !== expected) {
    throw new UnitsphereError('invalid-output', `output must be ${expected} like the input, got ${got}`);
  }
  if (output.length !== values.length) {
    throw new UnitsphereError(
      'invalid-output',
      `output must hold ${values.length} values like the input, got ${output.length}`,
    );
  }
  const distance = Math.abs(output.byteOffset - values.byteOffset);
  if (output.buffer === values.buffer && distance > 0 && distance < values.byteLength) {
    throw new UnitsphereError(
      'output-overlap',
      `output overlaps the input in part: both are ${values.byteLength} bytes of one buffer, starting ${distance} bytes apart`,
    );
  }
}
