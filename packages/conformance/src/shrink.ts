import type { FloatArray } from '@unitsphere/core';
import type { Trial } from './trial.ts';

/** Milliseconds that shrinking may take. */
const budget = 2000;

/** The smallest that still fails of what `smaller` gives, taken greedily, as far as the time allows. */
export async function shrink<T>(
  failing: T,
  smaller: (current: T) => Iterable<T>,
  fails: (candidate: T) => Promise<boolean>,
): Promise<T> {
  const until = performance.now() + budget;
  let current = failing;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smaller(current)) {
      if (performance.now() > until) return current;
      if (!(await fails(candidate))) continue;
      current = candidate;
      found = true;
      break;
    }
  }
  return current;
}

/** Simpler calls: fewer slices, plain rows, plain options, shorter slices, rounder numbers. */
export function* smallerTrials(trial: Trial): Generator<Trial> {
  const { slices, layout, destination, method, setting } = trial;
  // A shape of its own says how many slices there are, and how long.
  const fixed = typeof layout === 'object';
  if (!fixed) for (const kept of without([...slices.keys()])) yield keepSlices(trial, kept);
  if (layout !== 'rows') yield { ...trial, layout: 'rows' };
  if (destination !== 'fresh') yield { ...trial, destination: 'fresh' };
  if (method !== 'normalize') yield { ...trial, method: 'normalize' };
  const { p = 2, rule = 'none', like } = setting;
  if (rule !== 'none' || like !== undefined) yield { ...trial, setting: { p } };
  if (p !== 2) yield { ...trial, setting: { ...setting, p: 2 } };
  const length = slices[0]!.length;
  if (!fixed) for (const kept of without([...Array(length).keys()])) yield keepElements(trial, kept);
  if (length > 64) return;
  for (const [s, slice] of slices.entries())
    for (const simple of rounder(slice))
      yield { ...trial, slices: slices.map((other, i) => (i === s ? simple : other)) };
}

function keepSlices(trial: Trial, kept: readonly number[]): Trial {
  const pick = (list: readonly FloatArray[]): FloatArray[] => kept.map((s) => list[s]!);
  const upstreams = trial.upstreams && { upstreams: pick(trial.upstreams) };
  return { ...trial, slices: pick(trial.slices), ...upstreams };
}

function keepElements(trial: Trial, kept: readonly number[]): Trial {
  // Slices that are repeated stay so: the oracle is asked once for each.
  const picked = new Map<FloatArray, FloatArray>();
  const pickOnce = (slice: FloatArray): FloatArray => {
    const made = picked.get(slice) ?? pick(slice, kept);
    picked.set(slice, made);
    return made;
  };
  const pickAll = (list: readonly FloatArray[]): FloatArray[] => list.map(pickOnce);
  const upstreams = trial.upstreams && { upstreams: pickAll(trial.upstreams) };
  return { ...trial, slices: pickAll(trial.slices), ...upstreams };
}

/** The list without a part of it: halves, then quarters, down to single ones; never all. */
export function* without<T>(list: readonly T[]): Generator<T[]> {
  for (
    let part = Math.ceil(list.length / 2);
    part >= 1 && list.length > 1;
    part = part === 1 ? 0 : Math.ceil(part / 2)
  ) {
    for (let from = 0; from < list.length; from += part)
      yield [...list.slice(0, from), ...list.slice(from + part)];
  }
}

function pick(slice: FloatArray, indices: readonly number[]): FloatArray {
  const picked = slice.slice(0, indices.length);
  indices.forEach((from, to) => {
    picked[to] = slice[from]!;
  });
  return picked;
}

function* rounder(slice: FloatArray): Generator<FloatArray> {
  for (const [k, v] of slice.entries()) {
    for (const simple of [0, 1, Math.abs(v), Math.trunc(v)]) {
      if (complexity(simple) >= complexity(v)) continue;
      const changed = slice.slice();
      changed[k] = simple;
      yield changed;
    }
  }
}

/** What a reader would rather see: zero, one, integers, positive numbers. */
function complexity(v: number): number {
  if (Object.is(v, 0)) return 0;
  if (v === 1) return 1;
  return (Number.isSafeInteger(v) ? 2 : 4) + (v < 0 || Object.is(v, -0) ? 1 : 0);
}
