import '@tensorflow/tfjs-backend-wasm';
import { conformance } from '@unitsphere/conformance';
import { describe, test } from 'vitest';
import { startOp } from './op-backends.ts';

describe.each(['cpu', 'wasm'] as const)('the op on %s of tfjs', (name) => {
  let started: ReturnType<typeof startOp> | undefined;
  const create = async () => {
    started ??= startOp(name);
    return (await started)();
  };
  conformance({ test, create, share: 0.003 });
});
