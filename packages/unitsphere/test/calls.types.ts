// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import type { Normalizer } from '@unitsphere/core';
import {
  type Candidate,
  type Chosen,
  type Considered,
  candidates,
  choose,
  type Picked,
  pick,
} from 'unitsphere';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const float32: Float32Array;

const picking = pick({
  elements: 7e6,
  residency: 'device',
  dtype: 'float32',
  p: 2,
  norms: true,
  gradient: true,
});
true satisfies Same<typeof picking, Promise<Picked>>;
const normalizer = await picking;
normalizer satisfies Normalizer;
const { why, considered } = normalizer.backend;
true satisfies Same<typeof why, string>;
true satisfies Same<typeof considered, readonly Considered[]>;
const promised = normalizer.normalize(float32);
true satisfies Same<typeof promised, Float32Array | Promise<Float32Array>>;
const unit = await promised;
true satisfies Same<typeof unit, Float32Array>;
const chosen = choose(candidates, { backends: ['webgpu', 'wasm'] });
true satisfies Same<typeof chosen, Promise<Chosen>>;

// @ts-expect-error what comes back may be a promise
normalizer.normalize(float32) satisfies Float32Array;
// @ts-expect-error which backend it is, is known when it runs
normalizer satisfies Normalizer<'sync'>;
// @ts-expect-error a normalizer that has yet to start
pick().normalize(float32);
// @ts-expect-error values are the host's or on a device
pick({ residency: 'gpu' });
// @ts-expect-error the names of several
pick({ backend: 'cpu' });
// @ts-expect-error a list of names
pick({ backends: 'cpu' });
// @ts-expect-error one object
pick({}, 'cpu');
// @ts-expect-error dtypes are float32 and float64
pick({ dtype: 'float16' });
// @ts-expect-error a number of elements
pick({ elements: '7e6' });
// @ts-expect-error norms are wanted, or not
pick({ norms: 1 });
// @ts-expect-error the reasons are readonly
normalizer.backend.why = 'because';
// @ts-expect-error the candidates are readonly
candidates.push({ name: 'mine', start: candidates[0]!.start });
// @ts-expect-error a candidate starts a backend
({ name: 'mine', start: () => normalizer }) satisfies Candidate;
// @ts-expect-error candidates, not their names
choose(['cpu', 'wasm']);
