import type { Adopt } from './adopted.ts';
import {
  type Arguments,
  type Input,
  inputOf,
  kindOf,
  type NormalizeOptions,
  type NormOptions,
  requireCount,
  resolveArguments,
} from './arguments.ts';
import { type Backend, type Read, type Reading, type Tally, tallyFields } from './backend.ts';
import { UnitsphereError } from './error.ts';
import { type DType, dtypeOf, type FloatArray, isFloatArray, requireFloats } from './float-array.ts';
import type { Nested } from './nested.ts';
import { run, runInto, tensorBuffer } from './run.ts';
import { type Shape, sizeOf } from './shape.ts';
import { type Need, requireSupport } from './support.ts';
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
export interface Normalizer<R extends Reading = Reading, Buffer = unknown, Other = never> {
  readonly backend: Backend<Buffer, R>;
  /**
   * Each slice divided by its denominator, in the input's dtype and shape: a fresh tensor for a tensor, else
   * an array of the input's kind, over `options.output` where given. Also throws `invalid-output`, `output-overlap`.
   */
  normalize(values: Tensor<R, Buffer>, options?: NormOptions): Tensor<R, Buffer>;
  /** The same of values in the host's memory. */
  normalize<T extends FloatArray | Nested | Other>(values: T, options?: NormalizeOptions): Read<R, T>;
  /** As `normalize`, with the norms and a tally of the slices from the same pass. */
  normalizeWithNorms<T extends FloatArray | Nested | Other>(
    values: T,
    options?: NormalizeOptions,
  ): Read<R, WithNorms<T>>;
  /** N of each slice in float64, in the order of the remaining axes. */
  norms(
    values: FloatArray | Nested | Other | Tensor<R, Buffer>,
    options?: NormOptions,
  ): Read<R, Float64Array>;
  /** The vector-Jacobian product: the gradient of Σ upstream · normalize(values) with respect to `values`. */
  gradient<T extends FloatArray | Nested | Other>(
    values: T,
    upstream: T,
    options?: NormalizeOptions,
  ): Read<R, T>;
  /** Uploads values; the shape defaults to one vector. A host backend's tensor is the array itself. */
  tensor(values: FloatArray, shape?: Shape): Tensor<R, Buffer>;
  /**
   * A tensor over a buffer of one's own, which is never freed here. Whether it fits is checked on host backends:
   * `invalid-values`, `shape-mismatch`; a device's buffer is taken at its word.
   */
  borrow(buffer: Buffer, dtype: DType, shape: Shape): Tensor<R, Buffer>;
  /** Ends the backend; a second call does nothing. */
  [Symbol.dispose](): void;
}

/**
 * Puts what users call on top of what a backend implements. `adopt` of `@unitsphere/core/arrays` lets it take the arrays of
 * other libraries too.
 */
export function createNormalizer<R extends Reading, Buffer = unknown, Other = never>(
  backend: Backend<Buffer, R>,
  adopt?: Adopt<Other>,
): Normalizer<R, Buffer, Other>;
export function createNormalizer(backend: Backend, adopt?: Adopt): Normalizer {
  let disposed = false;
  const requireLive = (): void => {
    if (disposed) throw new UnitsphereError('disposed', `backend ${backend.name} was used after its end`);
  };
  const prepare = (
    values: FloatArray | Nested | Tensor,
    options: NormalizeOptions,
    work?: Need,
  ): Arguments => {
    requireLive();
    const args = resolveArguments(values, options, adopt);
    const { input, shape, problem } = args;
    if (isTensor(input)) {
      if (input.backend !== backend) {
        throw new UnitsphereError(
          'foreign-tensor',
          `a tensor of backend ${input.backend.name} was given to backend ${backend.name}`,
        );
      }
      // Between two calls a buffer can be detached or shrink.
      requireFit(backend, input.buffer, input.dtype, shape);
    }
    const { dtype, p, stride, length, inner } = problem;
    requireSupport(backend, {
      dtype,
      p,
      strided: stride !== length * inner,
      elements: sizeOf(shape),
      ...work,
    });
    return args;
  };

  const normalizer = {
    backend,
    normalize(values: FloatArray | Nested | Tensor, options: NormalizeOptions = {}) {
      const args = prepare(values, options);
      const { input, problem, shape, layout } = args;
      if (isTensor(input)) {
        requireNoOutput(options);
        const buffer = backend.normalize(tensorBuffer(input, layout), problem);
        return tensorOf(backend, buffer, { shape, dtype: problem.dtype, owned: true });
      }
      return runInto(
        backend,
        args,
        [args],
        options.output,
        (direct, x) => [backend.normalize(x, problem, direct)],
        (result) => result,
      );
    },
    normalizeWithNorms(values: FloatArray | Nested, options: NormalizeOptions = {}) {
      const args = prepare(values, options, { norms: true });
      return runInto(
        backend,
        args,
        [args],
        options.output,
        (direct, x) => {
          const { output, norms, tally } = backend.normalizeWithNorms(x, args.problem, direct);
          return [output, norms, tally];
        },
        (result, norms, counts) => ({
          values: result,
          norms,
          normsShape: args.layout.normsShape,
          tally: Object.fromEntries(tallyFields.map((field, i) => [field, counts![i]])),
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
        (x) => [backend.norms(x, args.problem)],
        (norms) => norms,
      );
    },
    gradient(values: FloatArray | Nested, upstream: FloatArray | Nested, options: NormalizeOptions = {}) {
      const args = prepare(values, options, { gradient: true });
      return runInto(
        backend,
        args,
        [args, upstreamOf(args, upstream, adopt)],
        options.output,
        (direct, x, dy) => [backend.gradient(x, dy, args.problem, direct)],
        (result) => result,
      );
    },
    tensor(values: FloatArray, shape: Shape = [values.length]) {
      requireLive();
      const { dtype } = resolveArguments(values, { shape, axis: null }).problem;
      requireSupport(backend, { dtype, elements: values.length });
      return tensorOf(backend, backend.upload(values), { shape, dtype, owned: true });
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
  return normalizer as Normalizer;
}

function requireFit(backend: Backend, buffer: unknown, dtype: DType, shape: Shape): void {
  const length = sizeOf(shape);
  if (backend.capabilities.residency !== 'host') return;
  requireFloats(buffer);
  const got = dtypeOf(buffer);
  if (got !== dtype)
    throw new UnitsphereError('invalid-values', `a buffer of ${dtype} was announced, got ${got}`);
  requireCount(shape, { outer: 1, length, inner: 1, stride: length }, buffer.length);
}

function requireNoOutput(options: NormalizeOptions): void {
  if (options.output === undefined) return;
  throw new UnitsphereError(
    'invalid-output',
    'output is for normalizing values: a tensor gives a fresh tensor, norms a fresh array',
  );
}

/** The values of `upstream`, which have the dtype of those in `args`, and their shape unless they are flat. */
function upstreamOf(args: Arguments, upstream: FloatArray | Nested, adopt: Adopt | undefined): Input {
  const given = inputOf(upstream, adopt);
  const [input, dy] = [args.input as FloatArray, given.input as FloatArray];
  const expected = kindOf(input, isFloatArray(upstream) ? [input.length] : args.shape);
  const got = kindOf(dy, given.shape);
  if (got === expected && dy.length === input.length) return given;
  throw new UnitsphereError('shape-mismatch', `upstream must be ${expected} like the values, got ${got}`);
}
