import { parseArgs } from 'node:util';

/** What the command was asked for. */
export interface BenchArguments {
  readonly quick: boolean;
  readonly help: boolean;
  /** Names; empty: all. */
  readonly scenarios: readonly string[];
  /** Parts of names; empty: all. */
  readonly contenders: readonly string[];
  readonly places: readonly string[];
  readonly passes?: number;
  readonly out?: string;
  readonly compare?: string;
}

/** What there is to ask for. */
export interface Known {
  readonly scenarios: readonly string[];
  readonly contenders: readonly string[];
  readonly places: readonly string[];
}

export const usage = `npm run bench -- [options]

  --quick              two scenarios, two or three passes: less than a minute; the file goes to benchmarks/dist
  --scenario <name>    this one alone, such as '[1000, 768]'; can be given again
  --contender <word>   those whose name has the word, and their roofs; can be given again
  --place <name>       node or chromium alone
  --passes <n>         how often everything is measured in processes of its own: 6, quick 3
  --out <file>         where the results go; else benchmarks/results/<machine>.json
  --compare <file>     also prints what changed since these results
  --help
`;

/** Throws an error in words, of one line, for what is not known. */
export function parseBenchArguments(argv: readonly string[], known: Known): BenchArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      scenario: { type: 'string', multiple: true, default: [] },
      contender: { type: 'string', multiple: true, default: [] },
      place: { type: 'string', multiple: true, default: [] },
      passes: { type: 'string' },
      out: { type: 'string' },
      compare: { type: 'string' },
    },
  });
  const { quick, help, scenario, contender, place, passes, out, compare } = values;
  for (const name of scenario) requireKnown('scenario', name, known.scenarios, (each) => each === name);
  for (const word of contender)
    requireKnown('contender', word, known.contenders, (each) =>
      each.toLowerCase().includes(word.toLowerCase()),
    );
  for (const name of place) requireKnown('place', name, known.places, (each) => each === name);
  const count = passes === undefined ? undefined : Number(passes);
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= 100))
    throw new Error(`--passes ${passes}: expected an integer from 1 to 100`);
  return {
    quick,
    help,
    scenarios: scenario,
    contenders: contender,
    places: [...new Set(place)],
    ...(count !== undefined && { passes: count }),
    ...(out !== undefined && { out }),
    ...(compare !== undefined && { compare }),
  };
}

function requireKnown(
  option: string,
  value: string,
  known: readonly string[],
  isMeant: (name: string) => boolean,
): void {
  if (value === '' || !known.some(isMeant))
    throw new Error(`--${option} ${value}: there is ${[...new Set(known)].join('; ')}`);
}
