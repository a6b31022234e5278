import type { Adopt, Adopted } from './adopted.ts';
import type { Axis } from './axis.ts';
import { resolveAxes } from './axis.ts';
import type { Problem } from './backend.ts';
import { refuse, UnitsphereError } from './error.ts';
import { dtypeOf, type FloatArray, nameOf, requireFloats } from './float-array.ts';
import { requireKnown } from './known.ts';
import { type Layout, resolveLayout } from './layout.ts';
import { flatten, type Nested } from './nested.ts';
import { type RuleOptions, resolveRule } from './rule.ts';
import { format, type Shape, sizeOf } from './shape.ts';
import { isTensor, type Tensor } from './tensor.ts';

/** What is normalized: the slices, p, rule and ε. */
export interface NormOptions extends RuleOptions {
  /** Row-major; one vector where absent. For float arrays alone: all else has a shape of its own. */
  readonly shape?: Shape | undefined;
  /** Default: the last. */
  readonly axis?: Axis | undefined;
  /** Elements from the start of one row (last axis) to the next, where rows have gaps between them. */
  readonly stride?: number | undefined;
}

/** The same, and where the result goes. */
export interface NormalizeOptions extends NormOptions {
  /** Where the result goes, in the input's layout; the input itself for in place. Absent: a fresh array. */
  readonly output?: FloatArray | undefined;
}

const optionNames = ['shape', 'axis', 'stride', 'p', 'rule', 'epsilon', 'like', 'output'];

/** Values as they came, and what becomes of a result. */
export interface Input extends Omit<Adopted, 'input'> {
  readonly input: FloatArray | Tensor;
}

/** A call's arguments, checked: what `values` are, and the problem they pose. */
export interface Arguments extends Input {
  readonly layout: Layout;
  readonly problem: Problem;
}

/** The options themselves, if they are an object. Throws `invalid-options`. */
export function requireOptions<T>(options: T): T {
  if (typeof options === 'object' && options !== null) return options;
  return refuse('invalid-options', 'an object', nameOf(options));
}

/**
 * Throws `invalid-options`, `unknown-option`, `shape-mismatch`, and the errors of `inputOf`, `resolveRule`, `resolveAxes` and
 * `resolveLayout`.
 */
export function resolveArguments(
  values: FloatArray | Nested | Tensor,
  options: NormalizeOptions,
  adopt?: Adopt,
): Arguments {
  for (const name of Object.keys(requireOptions(options))) requireKnown('unknown-option', name, optionNames);
  const given = inputOf(values, adopt, options.shape);
  const { input, shape } = given;
  const layout = resolveLayout(shape, resolveAxes(options.axis, shape.length), options.stride);
  const { outer, length, inner, stride } = layout;
  const { dtype, available } = isTensor(input)
    ? { dtype: input.dtype, available: sizeOf(shape) }
    : { dtype: dtypeOf(input), available: input.length };
  requireCount(shape, layout, available);
  const problem = { dtype, outer, length, inner, stride, ...resolveRule(options, dtype) };
  return { ...given, layout, problem };
}

/** Throws `invalid-values`, `invalid-shape`, and the errors of `flatten` and `adopt`. */
export function inputOf(values: FloatArray | Nested | Tensor, adopt?: Adopt, given?: Shape): Input {
  const like = (result: FloatArray): unknown => result;
  const own = isTensor(values)
    ? { input: values, shape: values.shape, like }
    : Array.isArray(values)
      ? flatten(values)
      : adopt?.(values);
  if (own && given === undefined) return own;
  if (own)
    throw new UnitsphereError(
      'invalid-shape',
      `nested arrays and tensors have a shape of their own; got ${format(given)} beside it`,
    );
  requireFloats(
    values,
    'invalid-values',
    'nested arrays of numbers, other arrays by @unitsphere/core/arrays, ',
  );
  const shape = given === undefined ? [values.length] : given;
  sizeOf(shape);
  return { input: values, shape, like };
}

/** Rows with gaps may end with or without the last gap. Throws `shape-mismatch`. */
export function requireCount(
  shape: Shape,
  { outer, length, inner, stride }: Pick<Layout, 'outer' | 'length' | 'inner' | 'stride'>,
  available: number,
): void {
  const dense = outer * length * inner;
  const gap = stride - length * inner;
  const least = dense + Math.max(outer - 1, 0) * gap;
  const most = dense + outer * gap;
  if (available >= least && available <= most) return;
  const needs = gap > 0 ? `with stride ${stride} needs ${least} to ${most}` : `needs ${dense}`;
  throw new UnitsphereError('shape-mismatch', `shape ${format(shape)} ${needs} values, got ${available}`);
}

/** An array's dtype and shape, for messages. Throws `invalid-values`. */
export function kindOf(values: FloatArray, shape: Shape = [values.length]): string {
  return `${dtypeOf(values)} ${format(shape)}`;
}

/**
 * Checks that `output` can take the result of `values`: same dtype and length, and either the very same
 * elements or none of them. Throws `invalid-output`, `output-overlap`.
 */
export function checkOutput(
  output: FloatArray,
  values: FloatArray,
  { buffer, byteOffset, byteLength }: FloatArray = values,
): void {
  const code = 'invalid-output';
  requireFloats(output, code);
  const [got, expected] = [kindOf(output), kindOf(values)];
  if (got !== expected) refuse(code, `${expected} like the input`, got);
  const distance = output.byteOffset - byteOffset;
  const overlaps = distance < byteLength && -distance < output.byteLength;
  const isInput = distance === 0 && buffer === values.buffer;
  if (output.buffer === buffer && overlaps && !isInput) {
    throw new UnitsphereError(
      'output-overlap',
      `output overlaps the input in part: they are ${output.byteLength} and ${byteLength} bytes of one buffer, starting ${Math.abs(distance)} bytes apart`,
    );
  }
}
