import { endianness } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import {
  type Axis,
  createNormalizer,
  type DType,
  type Layout,
  type RuleOptions,
  resolveAxes,
  resolveLayout,
  resolveRule,
  type Shape,
  type Tally,
} from '@unitsphere/core';
import type { Candidate } from './candidate.ts';
import { choose } from './choose.ts';
import { commandError } from './command-error.ts';
import { normalizeTiles } from './normalize-tiles.ts';
import { formatNpyHeader, itemSizes, type NpyHeader } from './npy-header.ts';
import { openNpy, requireEnd } from './npy-input.ts';
import {
  discardOutputs,
  type OutputRequest,
  type Outputs,
  openOutputs,
  placeOutputs,
  resolveOutputs,
} from './outputs.ts';
import type { Progress } from './progress.ts';
import type { Sink } from './sink.ts';
import { openFile, openStream } from './source.ts';
import { type Tiling, tile } from './tiles.ts';

/** What `unitsphere normalize` is asked to do. */
export interface NormalizeRequest extends OutputRequest {
  readonly axis: Axis | undefined;
  readonly rule: RuleOptions;
  readonly backend: string;
}

/** What the work takes from around it. */
export interface Surroundings {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly candidates: readonly Candidate[];
  /** Bytes that the process can still take. */
  readonly availableMemory: () => number;
  readonly progress: (total: number) => Promise<Progress>;
  readonly signal: AbortSignal | undefined;
}

/** What was done. */
export interface NormalizeReport {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly backend: string;
  readonly why: string;
  /** From opening the input until the outputs have their names. */
  readonly seconds: number;
  /** Of the array. */
  readonly bytes: number;
  readonly tally: Tally;
}

const hostOrder = endianness() === 'LE' ? '<' : '>';

/**
 * Normalizes one .npy file into another, tile by tile; the outputs appear whole at the end or not at all.
 * Throws the errors of core and those of `CommandErrorCode`.
 */
export async function normalizeFile(
  request: NormalizeRequest,
  around: Surroundings,
): Promise<NormalizeReport> {
  const started = performance.now();
  const source =
    request.input === '-' ? openStream(around.stdin, 'standard input') : await openFile(request.input);
  try {
    const input = await openNpy(source);
    const { header, bytes } = input;
    const { axes, layout, shape } = arrangement(header, request.axis);
    const { p } = resolveRule(request.rule, header.dtype);
    const targets = await resolveOutputs(request, source.stats);
    const seekable = source.stats !== undefined && targets.values.kind === 'file';
    const tiling = tile(shape, axes, layout, { itemSize: itemSizes[header.dtype], seekable });
    requireMemory(tiling, source.file, around.availableMemory());

    const backends = request.backend === 'auto' ? undefined : [request.backend];
    const need = { dtype: header.dtype, p, norms: true, elements: tiling.largest, backends };
    const chosen = await choose(around.candidates, need);
    using normalizer = createNormalizer(chosen);
    const outputs = await openOutputs(targets, request, around.stdout);
    try {
      const headers = await writeHeaders(outputs, header, normsShape(header, layout));
      const progress = await around.progress(bytes);
      const swapped = header.byteOrder !== hostOrder;
      const work = { input, tiling, normalizer, rule: request.rule, outputs, headers, swapped, progress };
      const tally = await normalizeTiles({ ...work, signal: around.signal }).finally(progress.stop);
      await requireEnd(input);
      around.signal?.throwIfAborted();
      await placeOutputs(outputs);
      const seconds = (performance.now() - started) / 1000;
      const { name: backend, why } = chosen;
      return { shape: header.shape, dtype: header.dtype, backend, why, seconds, bytes, tally };
    } catch (error) {
      await discardOutputs(outputs);
      throw error;
    }
  } finally {
    await source.close();
  }
}

/** Fortran order is row-major order of the reversed shape, so no value moves. */
function arrangement(
  { shape, fortranOrder }: NpyHeader,
  axis: Axis | undefined,
): { shape: Shape; axes: readonly number[]; layout: Layout } {
  const axes = resolveAxes(axis, shape.length);
  if (!fortranOrder) return { shape, axes, layout: resolveLayout(shape, axes) };
  const reversedShape = [...shape].reverse();
  const reversedAxes = axes.map((a) => shape.length - 1 - a).reverse();
  return { shape: reversedShape, axes: reversedAxes, layout: resolveLayout(reversedShape, reversedAxes) };
}

/** As NumPy prints it: in the order of the file's own shape. */
function normsShape({ fortranOrder }: NpyHeader, layout: Layout): Shape {
  return fortranOrder ? [...layout.normsShape].reverse() : layout.normsShape;
}

/** Writes what stands before the values and the norms, and returns how many bytes that is. */
async function writeHeaders(
  outputs: Outputs<Sink>,
  header: NpyHeader,
  normsShape: Shape,
): Promise<Outputs<number>> {
  const values = formatNpyHeader({ ...header, byteOrder: hostOrder });
  await outputs.values.write(values, 0);
  if (outputs.norms === undefined) return { values: values.length, norms: undefined };
  const norms = formatNpyHeader({
    dtype: 'float64',
    byteOrder: hostOrder,
    // One axis is in both orders at once, and NumPy calls that C order.
    fortranOrder: header.fortranOrder && normsShape.length > 1,
    shape: normsShape,
  });
  await outputs.norms.write(norms, 0);
  return { values: values.length, norms: norms.length };
}

function requireMemory({ bytes }: Tiling, file: string, available: number): void {
  if (bytes <= available) return;
  throw commandError(
    'too-large',
    `${file} along this axis needs ${bytes} bytes of memory at once, and ${available} are available`,
  );
}
