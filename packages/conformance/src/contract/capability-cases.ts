import type { Capabilities } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { Failure } from '../failure.ts';
import { inWords } from '../in-words.ts';
import { waitFor } from '../subject.ts';
import { drawCall } from './bench.ts';
import { contractCase } from './contract-case.ts';

type Check = (value: unknown) => boolean;

const isBoolean: Check = (value) => typeof value === 'boolean';
const isBound: Check = (value) => {
  if (!isPlain(value)) return false;
  const { maxUlp, ...strangers } = value;
  return typeof maxUlp === 'number' && maxUlp > 0 && maxUlp < Infinity && Object.keys(strangers).length === 0;
};
const isRounding: Check = (value) => value === 'exact' || isBound(value);

const checks: Readonly<Record<keyof Required<Capabilities>, Check>> = {
  reading: (value) => value === 'sync' || value === 'async',
  residency: (value) => value === 'host' || value === 'device',
  precision: (value) =>
    isPlain(value) && Object.keys(value).length > 0 && Object.entries(value).every(isPrecision),
  inPlace: isBoolean,
  strided: isBoolean,
  norms: (value) => value === false || isBound(value),
  gradient: (value) => value === false || isBound(value),
  maxElements: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  variant: (value) => value === undefined || (typeof value === 'string' && value !== ''),
};

/** What a backend says of itself. */
export const capabilityCases: readonly Case[] = [
  contractCase({
    about: 'capabilities',
    name: 'capabilities are plain data, every field there and of its kind',
    need: { elements: 0 },
    async run({ backend: { capabilities }, context }) {
      context.measure.count(Object.keys(checks).length);
      const fields: Readonly<Record<string, unknown>> = { ...capabilities };
      for (const [name, check] of Object.entries(checks))
        if (!check(fields[name])) throw new Failure(`capabilities.${name} is ${shown(fields[name])}`);
      const stranger = Object.keys(fields).find((name) => !Object.hasOwn(checks, name));
      if (stranger !== undefined) throw new Failure(`capabilities.${stranger} is no capability`);
    },
  }),
  contractCase({
    about: 'capabilities',
    name: 'capabilities do not change by work, nor from one backend to the next',
    async run(bench) {
      const { backend, context } = bench;
      const before = JSON.stringify(backend.capabilities);
      await waitFor(bench, bench.normalizer.normalize(drawCall(bench).values));
      const other = await context.start();
      context.measure.count(2);
      for (const [when, { capabilities }] of [
        ['after a call', backend],
        ['of a second backend', other],
      ] as const) {
        const now = JSON.stringify(capabilities);
        if (now !== before) throw new Failure(`capabilities ${when} are ${now}, were ${before}`);
      }
    },
  }),
  contractCase({
    about: 'capabilities',
    name: 'a backend has a name, one line of text',
    need: { elements: 0 },
    async run({ backend: { name }, context }) {
      context.measure.count(1);
      if (name.trim() === '' || name !== name.trim() || name.includes('\n'))
        throw new Failure(`the name is ${JSON.stringify(name)}`);
    },
  }),
];

function isPrecision([dtype, claims]: [string, unknown]): boolean {
  if (!['float32', 'float64'].includes(dtype) || !isPlain(claims)) return false;
  const { rounding, otherOrders, ...strangers } = claims;
  return (
    isRounding(rounding) &&
    (otherOrders === undefined || isRounding(otherOrders)) &&
    Object.keys(strangers).length === 0
  );
}

function shown(value: unknown): string {
  return isPlain(value) ? JSON.stringify(value) : inWords(value);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
