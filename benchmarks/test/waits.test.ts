import { expect, test } from 'vitest';
import { globals } from 'webgpu';
import { oursInNode } from '../contenders/node.ts';
import { drawInputs } from '../inputs.ts';
import { attempted } from './attempt.ts';

const { GPUQueue } = globals as unknown as { GPUQueue: { prototype: GPUQueue } };

test('what is resident on WebGPU is done when a run is: the queue that it submitted to is empty', async () => {
  const { submit, onSubmittedWorkDone } = GPUQueue.prototype;
  let [submitted, done] = [0, 0];
  GPUQueue.prototype.submit = function (...given) {
    submitted++;
    return submit.apply(this, given);
  };
  GPUQueue.prototype.onSubmittedWorkDone = async function () {
    const before = submitted;
    await onSubmittedWorkDone.call(this);
    done = Math.max(done, before);
    return undefined;
  };
  try {
    const names = ['copyBufferToBuffer', 'webgpu, resident'];
    const scenario = attempted.find(({ name }) => name === 'shared rows')!;
    const contenders = oursInNode().filter(({ name }) => names.includes(name));
    expect(contenders).toHaveLength(2);
    for (const { name, start } of contenders) {
      const started = await start();
      const prepared = await started.prepare({ scenario, ...drawInputs(scenario, 1) });
      for (let turn = 0; turn < 3; turn++) {
        const before = submitted;
        await prepared.run();
        expect(submitted, name).toBeGreaterThan(before);
        expect(done, name).toBe(submitted);
      }
      await prepared.end();
      await started.end?.();
    }
  } finally {
    Object.assign(GPUQueue.prototype, { submit, onSubmittedWorkDone });
  }
});
