import { type Backend, type Problem, UnitsphereError } from '@unitsphere/core';
import { normsOfWords } from '@unitsphere/core/words';
import { createBuffers, type WebGlBuffer } from './buffers.ts';
import { capabilitiesIn } from './capabilities.ts';
import { lossFault } from './faults.ts';
import { tallyOfTexels, wordsOfTexels } from './norm-texels.ts';
import type { Name, Plan, Texels } from './plan.ts';
import { planGradient } from './plan-gradient.ts';
import { planNormalize } from './plan-normalize.ts';
import { planNorms } from './plan-norms.ts';
import { runPlan } from './run-plan.ts';
import type { SharedContext } from './shared-context.ts';
import { createTexels, readTexels, uploadTexels } from './transfer.ts';

/** Buffers are made here, or lent: textures of `context` that are only read. */
export interface WebGlBackend extends Backend<WebGlBuffer, 'async'> {
  readonly context: WebGL2RenderingContext;
  /**
   * What failed so far on the way to what is in the buffer, which the driver may know only later; `read` rejects with
   * it too. For those who take a buffer's texture elsewhere.
   */
  failureOf(buffer: WebGlBuffer): UnitsphereError | undefined;
}

/** How calls share the context with others: `work` touches it. */
export type Guard = <T>(work: () => T) => T;

/** A backend in a context; `end` ends that where it is the backend's own. */
export function backendIn(shared: SharedContext, guard: Guard, end: () => void): WebGlBackend {
  const { context, kernels, faults } = shared;
  const capabilities = capabilitiesIn(context);
  const buffers = createBuffers(context);
  let ended = false;

  const requireLive = (): void => {
    if (ended) throw new UnitsphereError('disposed', 'backend webgl was used after its end');
    if (shared.isLost()) throw lossFault();
  };
  /** Runs work that touches the context, of a backend that still has it. */
  const live = <T>(work: () => T): T => {
    requireLive();
    try {
      return guard(work);
    } catch (error) {
      // What fails without a context says something else, the guard's own looks too.
      if (shared.isLost()) throw lossFault(error);
      throw error;
    }
  };
  const run = (plan: Plan, given: Given, wanted: readonly Name[]) => {
    Object.values(given).forEach(requireTexture);
    if (given.below !== undefined && Object.isFrozen(given.below))
      throw new UnitsphereError('invalid-output', 'a buffer that is frozen cannot get another texture');
    const needsBelow = plan.steps.some(({ reads }) => Object.values(reads).includes('below'));
    if (!needsBelow || given.below !== undefined) return runPlan(context, kernels, plan, given, wanted);
    // What lies between the blocks of a fresh buffer is zeros.
    const { width, height } = given.source;
    const below = createTexels(context, width * height);
    try {
      return runPlan(context, kernels, plan, { ...given, below }, wanted);
    } finally {
      context.deleteTexture(below.texture);
    }
  };
  /** The output, in the buffer that was given or a fresh one. */
  const settle = (
    problem: Problem,
    texels: Texels | undefined,
    sources: readonly [WebGlBuffer, ...WebGlBuffer[]],
    given: WebGlBuffer | undefined,
  ): WebGlBuffer => {
    // Nothing to write: what lies between the blocks stays.
    if (texels === undefined && given !== undefined) return given;
    const { length } = sources[0];
    // Of a problem without elements there is no output.
    const output = texels ?? createTexels(context, Math.ceil(length / 4));
    if (given === undefined) {
      const fresh = buffers.make(output, length, 'values');
      faults.fill(fresh, sources);
      return fresh;
    }
    buffers.replace(given, output);
    faults.fill(given, isDense(problem, given) ? sources : [...sources, given]);
    return given;
  };
  const below = (given: WebGlBuffer | undefined) => (given === undefined ? {} : { below: given });
  const normsIn = (texels: Texels | undefined, source: WebGlBuffer, { outer, inner }: Problem) => {
    const slices = outer * inner;
    const norms = buffers.make(texels ?? createTexels(context, 0), 4 * slices, 'norms');
    faults.fill(norms, [source]);
    return norms;
  };

  return {
    name: 'webgl',
    capabilities,
    context,
    upload: (values) =>
      live(() => {
        const buffer = buffers.make(uploadTexels(context, values), values.length, 'values');
        faults.fill(buffer, []);
        return buffer;
      }),
    normalize: (source, problem, given) =>
      live(() => {
        const plan = planNormalize(problem, source.length);
        const { destination } = run(plan, { source, ...below(given) }, ['destination']);
        return settle(problem, destination, [source], given);
      }),
    normalizeWithNorms: (source, problem, given) =>
      live(() => {
        const plan = planNormalize(problem, source.length);
        const wanted = ['destination', 'norms'];
        const { destination, norms: texels } = run(plan, { source, ...below(given) }, wanted);
        const norms = normsIn(texels, source, problem);
        const tally = buffers.make(norms, norms.length, 'tally');
        faults.fill(tally, [source]);
        return { output: settle(problem, destination, [source], given), norms, tally };
      }),
    norms: (source, problem) =>
      live(() => {
        const { norms } = run(planNorms(problem), { source }, ['norms']);
        return normsIn(norms, source, problem);
      }),
    gradient: (source, upstream, problem, given) =>
      live(() => {
        const plan = planGradient(problem, source.length);
        const { destination } = run(plan, { source, upstream, ...below(given) }, ['destination']);
        return settle(problem, destination, [source, upstream], given);
      }),
    async read(buffer) {
      const reading = live(() => {
        const failure = faults.failureOf(buffer);
        if (failure !== undefined) throw failure;
        return readTexels(context, buffer, buffer.length);
      });
      const values = await reading.catch((error: unknown) => {
        requireLive();
        throw error;
      });
      const content = buffers.contentOf(buffer);
      if (content === 'values') return values;
      return content === 'norms' ? normsOfWords(wordsOfTexels(values)) : tallyOfTexels(values);
    },
    failureOf(buffer) {
      requireLive();
      return faults.failureOf(buffer);
    },
    free(buffer) {
      faults.forget(buffer);
      buffers.free(buffer);
    },
    [Symbol.dispose]() {
      if (ended) return;
      ended = true;
      buffers.freeAll();
      end();
    },
  };
}

interface Given extends Readonly<Record<Name, WebGlBuffer>> {
  readonly source: WebGlBuffer;
  readonly below?: WebGlBuffer;
}

/** Whether a problem's elements are all that is in the buffer. */
function isDense({ outer, length, inner }: Problem, buffer: WebGlBuffer): boolean {
  return outer * length * inner === buffer.length;
}

/** What is lent may be anything. */
function requireTexture({ width, height, length }: WebGlBuffer): void {
  const isPower = width >= 1 && 2 ** Math.round(Math.log2(width)) === width;
  if (!isPower)
    throw new UnitsphereError('unsupported', `a texture ${width} wide: its width has to be a power of two`);
  if (length > 4 * width * height)
    throw new UnitsphereError('unsupported', `${length} values in a texture of ${width} × ${height} texels`);
}
