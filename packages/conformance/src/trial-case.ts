import { type Backend, type DType, dtypeOf, type RuleOptions } from '@unitsphere/core';
import { allLayouts, hasGaps, type Layout } from './arrangement.ts';
import { breather } from './breather.ts';
import type { Case, Context } from './case.ts';
import { Failure } from './failure.ts';
import type { Batch, Family } from './family.ts';
import { type Fault, faultOf, type NormCache, type Standard } from './fault.ts';
import { createMeasure } from './measure.ts';
import { claimOf, lacking, type Need } from './need.ts';
import type { Random } from './seeded-random.ts';
import { shrink, smallerTrials } from './shrink.ts';
import { type Origin, trialSnippet } from './snippet.ts';
import { type Subject, subjectOf } from './subject.ts';
import type { Destination, Trial } from './trial.ts';

/** How a call is judged, and shown. */
export interface Examination {
  /** What it holds to a promise of its own; left out, the quotients or nothing that is rounded. */
  readonly measures?: 'norms' | 'gradient';
  faultOf(subject: Subject, trial: Trial, standard: Standard): Promise<Fault | undefined>;
  snippet(trial: Trial, fault: Fault, origin: Origin): string;
  /** The settings to try of a batch; default all. */
  settings?(batch: Batch, random: Random): readonly RuleOptions[];
  /** What else a call takes. */
  complete?(trial: Trial, random: Random): Trial;
}

/** Calls on one kind of batch, each examined. */
export interface TrialCase {
  readonly family: string;
  readonly source: Family;
  /** Default: the quotients, held to what is claimed for them. */
  readonly examination?: Examination;
  readonly dtype?: DType;
  readonly otherOrders?: boolean;
  /** Part of the source's elements that a full run draws; default 1. */
  readonly part?: number;
  readonly longest?: number;
  /** Default: all that the backend can. */
  readonly layouts?: readonly Layout[];
  readonly destinations?: readonly Destination[];
  readonly need?: Need;
}

const quotients: Examination = { faultOf, snippet: trialSnippet };

/** Elements of the largest call that is printed as a program: some megabytes. */
const printable = 300_000;

/** Calls that may go wrong before a case has seen enough. */
const enough = 8;

export function trialCase(spec: TrialCase): Case {
  const { dtype = 'float32', otherOrders = false } = spec;
  const need = { dtype, otherOrders, elements: spec.source.needs ?? 0, ...spec.need };
  return {
    family: spec.family,
    name: spec.source.name,
    ...measured(spec),
    skipped: (capabilities) => lacking(capabilities, need),
    run: (context) => runTrials(spec, need, context),
  };
}

/** The promise that a case measures. */
function measured({ examination, dtype = 'float32', otherOrders = false }: TrialCase): Pick<Case, 'claim'> {
  if (examination === undefined) return { claim: { dtype, otherOrders } };
  return examination.measures ? { claim: { of: examination.measures, dtype, otherOrders } } : {};
}

async function runTrials(spec: TrialCase, need: Need, context: Context): Promise<void> {
  const { random, share, measure } = context;
  const { source, longest = 5000, part = 1, examination = quotients } = spec;
  const breathe = breather();
  // Short runs draw short slices.
  const reach = Math.ceil(longest * Math.min(1, 10 * share));
  const { rounds = 1, quickRounds = rounds } = source;
  const leastRounds = share < 0.1 ? quickRounds : rounds;
  const subject = subjectOf(await context.start());
  const { claim: promise = need } = measured(spec);
  const claim = claimOf(subject.backend.capabilities, promise);
  const { maxElements } = subject.backend.capabilities;
  let [drawn, faults, empty, round] = [0, 0, 0, 0];
  let first: { readonly trial: Trial; readonly fault: Fault } | undefined;
  do {
    const batch = fitting(source.batch(random, Math.min(reach, maxElements), round++), maxElements);
    if (batch.slices.length === 0) {
      // What is planted needs more elements than the backend takes.
      if (++empty > 100) break;
      continue;
    }
    const norms: NormCache = new Map();
    const layout = batch.layout ?? random.pick(layoutsFor(subject.backend, batch, spec));
    for (const setting of examination.settings?.(batch, random) ?? batch.settings) {
      const plain: Trial = {
        slices: batch.slices,
        layout,
        setting,
        destination: random.pick(destinationsFor(subject.backend, spec)),
        method: random.pick(methodsOf(subject.backend)),
      };
      const trial = examination.complete?.(plain, random) ?? plain;
      await breathe();
      const fault = await examination.faultOf(subject, trial, {
        claim,
        measure,
        norms,
        known: batch.known ?? [],
      });
      if (fault === undefined) continue;
      first ??= { trial, fault };
      if (++faults === enough) break;
    }
    for (const slice of batch.slices) drawn += slice.length;
  } while (faults < enough && (drawn < source.elements * part * share || round < leastRounds));
  if (drawn === 0) throw new Failure(`nothing fits into capabilities.maxElements = ${maxElements}`);
  if (first !== undefined) throw await failureOf(first.trial, first.fault, { claim, examination, context });
}

interface Found {
  readonly claim: Standard['claim'];
  readonly examination: Examination;
  readonly context: Context;
}

/** The failure, with the smallest call that shows it on a backend of its own. */
async function failureOf(
  trial: Trial,
  fault: Fault,
  { claim, examination, context }: Found,
): Promise<Failure> {
  const { start, module, seed } = context;
  const fresh = subjectOf(await start());
  const again = (candidate: Trial): Promise<Fault | undefined> =>
    examination.faultOf(fresh, candidate, { claim, measure: createMeasure() });
  const repeats = (await again(trial)) !== undefined;
  const message = `${fault.problem}; ${describe(trial)}`;
  if (!repeats)
    return new Failure(message, {
      notes: ['right on a fresh backend: it goes wrong only after the calls before it'],
    });
  const smallest = await shrink(
    trial,
    smallerTrials,
    async (candidate) => (await again(candidate)) !== undefined,
  );
  const size = smallest.slices.length * smallest.slices[0]!.length;
  if (size > printable)
    return new Failure(message, { notes: [`the smallest call found has ${size} elements`] });
  const shown = (await again(smallest)) ?? fault;
  const notes = [`seed ${seed}`];
  return new Failure(message, { reproduction: examination.snippet(smallest, shown, { module, notes }) });
}

function describe({ slices, layout, setting, destination }: Trial): string {
  const { p = 2, rule = 'none', epsilon, like } = setting;
  const divisor = like === undefined ? `rule ${rule}` : `like ${like}`;
  const options = [`p = ${p}`, divisor, ...(epsilon === undefined ? [] : [`epsilon ${epsilon}`])];
  const where =
    destination === 'fresh' ? '' : `, ${destination === 'given' ? 'into a given output' : destination}`;
  return `${slices.length} ${slices.length === 1 ? 'slice' : 'slices'} of ${slices[0]!.length} ${dtypeOf(slices[0])} in ${typeof layout === 'string' ? layout : `shape [${layout.shape}], axis ${JSON.stringify(layout.axis)}`}, ${options.join(', ')}${where}`;
}

function layoutsFor({ capabilities }: Backend, { slices }: Batch, spec: TrialCase): readonly Layout[] {
  const elements = slices.length * (slices[0]!.length + 3);
  const gaps = capabilities.strided && elements <= capabilities.maxElements;
  return spec.layouts ?? allLayouts.filter((layout) => gaps || !hasGaps(layout));
}

function destinationsFor({ capabilities }: Backend, spec: TrialCase): readonly Destination[] {
  return spec.destinations ?? (capabilities.inPlace ? ['fresh', 'given', 'in place'] : ['fresh', 'given']);
}

function methodsOf({ capabilities }: Backend): readonly Trial['method'][] {
  return capabilities.norms ? ['normalize', 'normalizeWithNorms'] : ['normalize'];
}

/** As many slices of a batch as the largest problem takes. */
function fitting(batch: Batch, maxElements: number): Batch {
  const length = batch.slices[0]?.length ?? 0;
  if (typeof batch.layout === 'object' && batch.slices.length * length > maxElements)
    return { ...batch, slices: [] };
  const room = Math.floor(maxElements / Math.max(length, 1));
  if (batch.slices.length <= room) return batch;
  const known = batch.known?.filter(({ slice }) => slice < room) ?? [];
  return { ...batch, slices: batch.slices.slice(0, room), known };
}
