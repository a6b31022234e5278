import * as v from 'valibot';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.gtValue(0));
/** JSON has no Infinity. */
const ulp = v.union([v.pipe(v.number(), v.minValue(0)), v.literal('Infinity')]);

const scenario = v.strictObject({
  name: text,
  shape: v.array(count),
  axis: v.number(),
  dtype: v.picklist(['float32', 'float64']),
  task: v.picklist(['normalize', 'in-place', 'gradient', 'file']),
  values: v.picklist(['ordinary', 'every-exponent', 'glove']),
  quick: v.optional(v.literal(true)),
  bytes: positive,
});

/** Of the results of one contender, against the correctly rounded ones: every element, or so many of them. */
const accuracy = v.strictObject({
  worstUlp: ulp,
  exact: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  elements: count,
});

const measurement = v.pipe(
  v.strictObject({
    scenario: text,
    place: text,
    contender: text,
    kind: v.picklist(['roof', 'ours', 'peer']),
    /** Of one run, over all rounds of all passes. */
    milliseconds: v.strictObject({ min: positive, median: positive, p95: positive }),
    gigabytesPerSecond: positive,
    /**
     * Time by that of the roof, each for the same bytes, in the same round: the geometric mean of the passes' medians, and its
     * interval. Absent for roofs themselves. What is too slow for more than one run has one pass, and no interval.
     */
    ratio: v.optional(
      v.strictObject({
        roof: text,
        value: positive,
        low: positive,
        high: positive,
        passes: v.array(positive),
      }),
    ),
    /** Absent for roofs: they compute nothing. */
    accuracy: v.optional(accuracy),
    rounds: count,
    /** Runs without a pause in a round: more than one where one is too short for the clock; caches are then as a run leaves them. */
    repeats: count,
    /** The ends of the interval are more than 1.5 × apart. */
    noisy: v.boolean(),
  }),
  v.check(({ kind, accuracy }) => kind === 'roof' || accuracy !== undefined, 'speed without accuracy'),
  v.check(
    ({ ratio }) => ratio === undefined || (ratio.low <= ratio.value && ratio.value <= ratio.high),
    'a ratio outside its interval',
  ),
);

const score = v.strictObject({
  family: text,
  /** Elements that the contender itself computed, compared with the correctly rounded ones. */
  elements: count,
  exact: count,
  worstUlp: ulp,
  /** `exact`: all of them are. `close`: none is more than 4 ULP off. `wrong`: else. `none`: it had nothing to compute. */
  grade: v.picklist(['exact', 'close', 'wrong', 'none']),
});

const resultsSchema = v.strictObject({
  format: v.literal(1),
  /** ISO 8601, UTC. */
  started: v.pipe(v.string(), v.isoTimestamp()),
  seconds: positive,
  /** The command's arguments. */
  arguments: v.array(v.string()),
  quick: v.boolean(),
  passes: count,
  /** Of the intervals: Student's, of the logarithms of the passes. */
  confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  machine: v.strictObject({
    name: text,
    processor: text,
    cores: count,
    /** Absent where a browser does not tell. */
    memoryGigabytes: v.optional(positive),
    system: text,
    /** Load average before and after; empty where the system has none. */
    load: v.array(v.number()),
  }),
  places: v.array(
    v.strictObject({ name: text, version: text, flags: v.array(v.string()), versions: v.record(text, text) }),
  ),
  scenarios: v.array(scenario),
  measurements: v.array(measurement),
  /** What was not measured, and why. Without a scenario: everywhere. */
  leftOut: v.array(
    v.strictObject({ place: text, contender: text, scenario: v.optional(text), reason: text }),
  ),
  scoreboard: v.array(
    v.strictObject({ contender: text, place: text, version: text, scores: v.array(score) }),
  ),
});

/** What a run of the benchmarks gives: plain data, a file of `benchmarks/results`. */
export type Results = v.InferOutput<typeof resultsSchema>;
export type Measurement = Results['measurements'][number];
export type Place = Results['places'][number];
export type LeftOut = Results['leftOut'][number];
export type Score = v.InferOutput<typeof score>;

/** Throws where `value` is not what the schema says, and names the field. */
export function parseResults(value: unknown): Results {
  const parsed = v.safeParse(resultsSchema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`not results of these benchmarks: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
}
