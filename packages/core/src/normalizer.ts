import {
  type Arguments,
  checkOutput,
  type NormalizeOptions,
  type NormOptions,
  requireElements,
  resolveArguments,
} from './arguments.ts';
import { type Backend, type Read, type Reading, type Tally, tallyFields } from './backend.ts';
import { type Need, requireSupport } from './choose.ts';
import { UnitsphereError } from './error.ts';
import { type DType, dtypeOf, type FloatArray } from './float-array.ts';
import { type Nested, nest } from './nested.ts';
import { directOutput, place, run, tensorBuffer } from './run.ts';
import { format, type Shape, sizeOf } from './shape.ts';
import { isTensor, type Tensor, tensorOf } from './tensor.ts';

/** The result with the norms before the rule; `normsShape` is the shape without the normalized axes. */
export interface WithNorms<T> {
  readonly values: T;
  readonly norms: Float64Array;
  readonly normsShape: Shape;
  readonly tally: Tally;
}

/**
 * What a user calls: values or a tensor, and options. Arguments are checked before anything is touched. Every
 * method throws the errors of `resolveArguments`, and `unsupported`, `foreign-tensor`, `disposed`.
 */
export interface Normalizer<R extends Reading = Reading> {
  readonly backend: Backend<unknown, R>;
  /**
   * Each slice divided by its denominator, in the input's dtype and shape: a fresh tensor for a tensor, else
   * an array, `options.output` where given. Also throws `invalid-output`, `output-overlap`.
   */
  normalize(values: Tensor<R>, options?: NormOptions): Tensor<R>;
  normalize<T extends FloatArray | Nested>(values: T, options?: NormalizeOptions): Read<R, T>;
  /** As `normalize`, with the norms and a tally of the slices from the same pass. */
  normalizeWithNorms<T extends FloatArray | Nested>(
    values: T,
    options?: NormalizeOptions,
  ): Read<R, WithNorms<T>>;
  /** N of each slice in float64, in the order of the remaining axes. */
  norms(values: FloatArray | Nested | Tensor<R>, options?: NormOptions): Read<R, Float64Array>;
  /** The vector-Jacobian product: the gradient of Σ upstream · normalize(values) with respect to `values`. */
  gradient<T extends FloatArray>(values: T, upstream: T, options?: NormalizeOptions): Read<R, T>;
  /** Uploads values; the shape defaults to one vector. A host backend's tensor is the array itself. */
  tensor(values: FloatArray, shape?: Shape): Tensor<R>;
  /**
   * A tensor over a buffer of one's own, which is never freed here. Whether it fits is checked on host backends:
   * `invalid-values`, `shape-mismatch`; a device's buffer is taken at its word.
   */
  borrow(buffer: unknown, dtype: DType, shape: Shape): Tensor<R>;
  /** Ends the backend; a second call does nothing. */
  [Symbol.dispose](): void;
}

/** Puts what users call on top of what a backend implements. */
export function createNormalizer<R extends Reading>(backend: Backend<unknown, R>): Normalizer<R> {
  let disposed = false;
  const requireLive = (): void => {
    if (disposed) throw new UnitsphereError('disposed', `backend ${backend.name} was used after its end`);
  };
  const prepare = (
    values: FloatArray | Nested | Tensor,
    options: NormalizeOptions,
    work: Pick<Need, 'norms' | 'gradient'> = {},
  ): Arguments => {
    requireLive();
    const args = resolveArguments(values, options);
    requireOwn(backend, args.input);
    // Between two calls a buffer can be detached or shrink.
    if (isTensor(args.input)) requireFit(backend, args.input.buffer, args.input.dtype, args.input.shape);
    const { dtype, p, stride, length, inner } = args.problem;
    const elements = sizeOf(args.shape);
    requireSupport(backend, { dtype, p, strided: stride !== length * inner, elements, ...work });
    return args;
  };

  const normalizer = {
    backend,
    normalize(values: FloatArray | Nested | Tensor, options: NormalizeOptions = {}) {
      const args = prepare(values, options);
      const { input, problem, shape, layout } = args;
      if (isTensor(input)) {
        requireNoOutput(options);
        const buffer = backend.normalize(tensorBuffer(input, layout.permutation), problem);
        return tensorOf(backend, buffer, { shape, dtype: problem.dtype, owned: true });
      }
      const { output } = checkedOutput(options, input);
      return run(
        backend,
        args,
        [input],
        (buffer) => [backend.normalize(buffer, problem, directOutput(backend, args, [input], output))],
        (result) => like(values, place(args, result, output), shape),
      );
    },
    normalizeWithNorms(values: FloatArray | Nested, options: NormalizeOptions = {}) {
      const args = prepare(values, options, { norms: true });
      const { output } = checkedOutput(options, args.input as FloatArray);
      return run(
        backend,
        args,
        [args.input],
        (buffer) => {
          const made = backend.normalizeWithNorms(
            buffer,
            args.problem,
            directOutput(backend, args, [args.input], output),
          );
          return [made.output, made.norms, made.tally];
        },
        (result, norms, counts) => ({
          values: like(values, place(args, result, output), args.shape),
          norms,
          normsShape: args.layout.normsShape,
          tally: Object.fromEntries(tallyFields.map((field, i) => [field, counts[i]])),
        }),
      );
    },
    norms(values: FloatArray | Nested | Tensor, options: NormOptions = {}) {
      const args = prepare(values, options, { norms: true });
      requireNoOutput(options);
      return run(
        backend,
        args,
        [args.input],
        (buffer) => [backend.norms(buffer, args.problem)],
        (norms) => norms,
      );
    },
    gradient(values: FloatArray, upstream: FloatArray, options: NormalizeOptions = {}) {
      const args = prepare(values, options, { gradient: true });
      requireAlike(upstream, values);
      checkedOutput(options, values);
      const { output } = checkedOutput(options, upstream);
      return run(
        backend,
        args,
        [values, upstream],
        (x, dy) => [
          backend.gradient(x, dy, args.problem, directOutput(backend, args, [values, upstream], output)),
        ],
        (result) => place(args, result, output),
      );
    },
    tensor(values: FloatArray, shape: Shape = [values.length]) {
      requireLive();
      const { problem } = resolveArguments(values, { shape, axis: null });
      requireSupport(backend, { dtype: problem.dtype, elements: values.length });
      return tensorOf(backend, backend.upload(values), { shape, dtype: problem.dtype, owned: true });
    },
    borrow(buffer: unknown, dtype: DType, shape: Shape) {
      requireLive();
      requireFit(backend, buffer, dtype, shape);
      return tensorOf(backend, buffer, { shape, dtype, owned: false });
    },
    [Symbol.dispose]() {
      if (!disposed) backend[Symbol.dispose]();
      disposed = true;
    },
  };
  return normalizer as Normalizer<R>;
}

function requireOwn(backend: Backend, input: FloatArray | Tensor): void {
  if (!isTensor(input) || input.backend === backend) return;
  throw new UnitsphereError(
    'foreign-tensor',
    `a tensor of backend ${input.backend.name} was given to backend ${backend.name}`,
  );
}

function requireFit(backend: Backend, buffer: unknown, dtype: DType, shape: Shape): void {
  const size = sizeOf(shape);
  if (backend.capabilities.residency !== 'host') return;
  const got = dtypeOf(buffer);
  requireElements(buffer as FloatArray);
  const { length } = buffer as FloatArray;
  if (got !== dtype)
    throw new UnitsphereError('invalid-values', `a buffer of ${dtype} was announced, got ${got}`);
  if (length === size) return;
  throw new UnitsphereError('shape-mismatch', `shape ${format(shape)} needs ${size} values, got ${length}`);
}

function requireNoOutput(options: NormalizeOptions): void {
  if (options.output === undefined) return;
  throw new UnitsphereError(
    'invalid-output',
    'output is for normalizing values: a tensor gives a fresh tensor, norms a fresh array',
  );
}

function requireAlike(upstream: FloatArray, values: FloatArray): void {
  const [got, expected] = [dtypeOf(upstream), dtypeOf(values)];
  requireElements(upstream);
  if (got === expected && upstream.length === values.length) return;
  throw new UnitsphereError(
    'shape-mismatch',
    `upstream must be ${expected} ${format([values.length])} like the values, got ${got} ${format([upstream.length])}`,
  );
}

function checkedOutput(options: NormalizeOptions, input: FloatArray): NormalizeOptions {
  if (options.output !== undefined) checkOutput(options.output, input);
  return options;
}

function like(values: unknown, result: FloatArray, shape: Shape): FloatArray | Nested {
  return Array.isArray(values) ? nest(result, shape) : result;
}
