import { spawnSync } from 'node:child_process';
import { createNormalizer, type Normalizer } from '@unitsphere/core';
import { exactDenominator, exactNorm, ulpError } from '@unitsphere/core/reference';
import { normalize, norms } from '@unitsphere/cpu';
import { candidates } from 'unitsphere';
import { type Glove, glovePath, readGlove } from './glove.ts';

const root = new URL('../../', import.meta.url);
const unitPath = 'examples/glove-5000x100-unit.npy';

async function main(): Promise<void> {
  const glove = readGlove(root);
  console.log(
    `${glove.shape[0]} GloVe word vectors of ${glove.shape[1]} dimensions (${glovePath}) on every backend that starts:\n`,
  );
  console.table(await compareBackends(glove));
  console.log(
    'worst ULP is against exact arithmetic: 0.5 is the least there can be, and means correctly rounded throughout.',
  );
  showShortVectors(glove);
  showNeighbours(glove, ['king', 'paris', 'computer', 'music', 'doctor']);
  writeUnitVectors();
}

async function compareBackends(glove: Glove): Promise<Record<string, Record<string, number | string>>> {
  const rows: Record<string, Record<string, number | string>> = {};
  for (const candidate of candidates) {
    try {
      using normalizer = createNormalizer(await candidate.start());
      rows[candidate.name] = await measure(normalizer, glove);
    } catch (error) {
      rows[candidate.name] = {
        note: `does not start: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
  }
  return rows;
}

async function measure(normalizer: Normalizer, glove: Glove): Promise<Record<string, number | string>> {
  const { vectors, shape, publishedNorms } = glove;
  const times: number[] = [];
  const output = new Float32Array(vectors.length);
  for (let round = 0; round < 25; round++) {
    const start = performance.now();
    await normalizer.normalize(vectors, { shape, output });
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[12]!;
  const { values, norms: ours } = await normalizer.normalizeWithNorms(vectors, { shape });
  return {
    variant: normalizer.backend.capabilities.variant ?? '',
    'time (ms)': Number(median.toFixed(2)),
    'GB/s': Number(((2 * vectors.byteLength) / median / 1e6).toFixed(2)),
    'worst ULP': Number(worstUlp(values, glove).toFixed(4)),
    'norms, largest difference from the published': Number(
      largestDifference(ours, publishedNorms).toPrecision(2),
    ),
  };
}

function worstUlp(unit: Float32Array, { vectors, shape: [rows, length] }: Glove): number {
  let worst = 0;
  for (let row = 0; row < rows; row++) {
    const slice = vectors.subarray(row * length, (row + 1) * length);
    const d = exactDenominator(exactNorm(slice, 2), { form: 'floor', of: 'norm', epsilon: 0 });
    slice.forEach((x, i) => {
      worst = Math.max(worst, ulpError(unit[row * length + i]!, x, d, 'float32'));
    });
  }
  return worst;
}

/** The problem that brings people here: short vectors stay short under TensorFlow's rule. */
function showShortVectors({ vectors, shape, words }: Glove): void {
  const short = vectors.map((x) => x * 1e-8);
  const [before, tensorflow, unit] = [
    norms(short, { shape }),
    norms(normalize(short, { shape, like: 'tensorflow' }), { shape }),
    norms(normalize(short, { shape }), { shape }),
  ];
  console.log(
    "\nThe same vectors × 1e-8, and the norms that come out of TensorFlow's l2_normalize and of the default here:\n",
  );
  const rows = [0, 1, 2, 999, 4999].map((row) => [
    words[row],
    { 'norm before': before[row], "like: 'tensorflow'": tensorflow[row], default: unit[row] },
  ]);
  console.table(Object.fromEntries(rows));
  console.log(`all ${shape[0]}: like tensorflow ${range(tensorflow)}, default ${range(unit)}`);
}

/** The largest dot products of unit vectors are the nearest words, if all is right. */
function showNeighbours({ vectors, shape, words }: Glove, samples: readonly string[]): void {
  const [rows, length] = shape;
  const unit = normalize(vectors, { shape });
  const dot = (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += unit[a * length + i]! * unit[b * length + i]!;
    return sum;
  };
  console.log('\nThe five nearest words, by the dot product of unit vectors:\n');
  for (const word of samples) {
    const index = words.indexOf(word);
    const others = Array.from({ length: rows }, (_, row) => ({ row, cosine: dot(index, row) })).filter(
      ({ row }) => row !== index,
    );
    const nearest = others.sort((a, b) => b.cosine - a.cosine).slice(0, 5);
    console.log(
      `  ${word.padEnd(9)} ${nearest.map(({ row, cosine }) => `${words[row]} ${cosine.toFixed(3)}`).join('   ')}`,
    );
  }
}

function writeUnitVectors(): void {
  const args = ['packages/unitsphere/bin/unitsphere.js', 'normalize', glovePath, '-o', unitPath, '--force'];
  console.log(`\n$ npx unitsphere ${args.slice(1).join(' ')}`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
  else console.log(`The unit vectors are in ${unitPath}.`);
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

function range(values: Float64Array): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${least.toPrecision(9)} to ${most.toPrecision(9)}`;
}

await main();
