// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import { type CaseResult, conformance, plan, run } from '@unitsphere/conformance';
import { runInWorker, serve } from '@unitsphere/conformance/worker';
import type { Backend, Capabilities, FloatArray } from '@unitsphere/core';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const backend: Backend<FloatArray, 'sync'>;
declare const capabilities: Capabilities;
declare const test: (name: string, body: () => Promise<void>) => void;
const create = () => backend;

const results = run(create, { only: ['values'], quick: true });
true satisfies Same<typeof results, AsyncGenerator<CaseResult, void>>;
const far = runInWorker(() => new Worker('worker.js'));
true satisfies Same<typeof far, AsyncGenerator<CaseResult, void>>;
conformance({ test, create: async () => backend, seed: 7 });
conformance({ test, create: () => ({ ...backend, capabilities }) });
serve(create);
const { capabilities: _, ...withoutCapabilities } = backend;
const { norms: __, ...withoutNorms } = backend;

// @ts-expect-error a backend without capabilities
conformance({ test, create: () => withoutCapabilities });
// @ts-expect-error a backend without norms: where capabilities.norms is false, the method is there and never called
conformance({ test, create: () => withoutNorms });
// @ts-expect-error capabilities without bounds
run(() => ({ ...backend, capabilities: { reading: 'sync', residency: 'host' } }));
// @ts-expect-error a reading is sync or async
run(() => ({ ...backend, capabilities: { ...capabilities, reading: 'later' } }));
// @ts-expect-error a method that takes something else than a problem
run(() => ({ ...backend, norms: (input: FloatArray, _shape: string) => input }));
// @ts-expect-error the backend itself: every case starts one
run(backend);
// @ts-expect-error a backend that its maker forgot to give back
run(() => {});
// @ts-expect-error results come one after another, not at once
results satisfies readonly CaseResult[];
// @ts-expect-error which runner?
conformance({ create });
// @ts-expect-error no such option
run(create, { fast: true });
// @ts-expect-error a seed is a number
run(create, { seed: 'today' });
// @ts-expect-error a backend to plan for has capabilities
plan('values');
// @ts-expect-error the worker is started anew after a crash
runInWorker(new Worker('worker.js'));
// @ts-expect-error the factory, not the backend
serve(backend);
