import type { FloatArray } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { Failure } from '../failure.ts';
import { type Bench, type Call, drawCall, readCopy, requireRight } from './bench.ts';
import { contractCase } from './contract-case.ts';

/** Only a queue can fail late; where buffers are plain arrays, freeing ends nothing that work could miss. */
const only = {
  residency: 'device',
  because: 'its buffers are plain arrays, with which queued work cannot fail',
} as const;

/**
 * The one fault that can be brought about on any device is work on a buffer that is gone. A device that keeps freed
 * memory for later may still find the values there: then the result is right.
 */
export const errorCases: readonly Case[] = [
  contractCase({
    about: 'errors',
    name: 'work on a buffer that was freed is an error by the time it is read, never other values',
    only,
    async run(bench) {
      for (const breakOne of [freedInput, freedOutput, freedOnTheWay]) {
        const call = drawCall(bench);
        const got = await valuesOf(bench, call, breakOne);
        if (got !== undefined) requireRight(bench, call, { got, what: 'read without an error' });
      }
    },
  }),
  contractCase({
    about: 'errors',
    name: 'after an error other work goes on',
    only,
    async run(bench) {
      const bad = drawCall(bench);
      await valuesOf(bench, bad, freedInput);
      const good = drawCall(bench);
      const result = bench.backend.normalize(bench.backend.upload(good.values.slice()), good.problem);
      let got: FloatArray;
      try {
        got = await readCopy(bench, result);
      } catch (error) {
        throw new Failure(`the next call failed as well: ${error instanceof Error ? error.message : error}`);
      }
      requireRight(bench, good, { got, what: 'the next call' });
    },
  }),
];

type Break = (bench: Bench, call: Call) => unknown;

const freedInput: Break = ({ backend }, { values, problem }) => {
  const input = backend.upload(values.slice());
  backend.free(input);
  return backend.normalize(input, problem);
};

const freedOutput: Break = ({ backend }, { values, problem }) => {
  const output = backend.upload(values.slice().fill(7));
  backend.free(output);
  return backend.normalize(backend.upload(values.slice()), problem, output);
};

const freedOnTheWay: Break = ({ backend }, { values, problem }) => {
  const result = backend.normalize(backend.upload(values.slice()), problem);
  backend.free(result);
  return result;
};

/** What is read of broken work; undefined where the call or the reading is an error, as it should be. */
async function valuesOf(bench: Bench, call: Call, breakOne: Break): Promise<FloatArray | undefined> {
  bench.context.measure.count(1);
  try {
    return await bench.backend.read(breakOne(bench, call));
  } catch {
    return undefined;
  }
}
