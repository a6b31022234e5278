import { readGlove } from '../../tools/glove.ts';
import { oursInNode } from '../contenders/node.ts';
import { drawInputs, type Inputs } from '../inputs.ts';
import { peersInNode } from '../peers/node.ts';
import { type PassRequest, runPass } from '../run-pass.ts';
import type { Scenario } from '../scenarios.ts';
import type { ChildMessage } from './node-place.ts';

/** The program of a pass in Node: takes one request from its parent, answers, ends. */
function serve(): void {
  // Whatever else holds it: nobody waits for it any more.
  process.once('disconnect', () => process.exit(1));
  process.once('message', async (request: PassRequest) => {
    const answer = await answerTo(request).catch(
      (error): ChildMessage => ({ failure: String(error?.stack ?? error) }),
    );
    process.send?.(answer, () => process.exit(0));
  });
}

async function answerTo(request: PassRequest): Promise<ChildMessage> {
  const contenders = [...oursInNode(), ...peersInNode()];
  const progress = (text: string): void => void process.send?.({ progress: text } satisfies ChildMessage);
  return { report: await runPass(contenders, request, { progress, inputs: inputsInNode }) };
}

/** Also from benchmarks/dist, where this is bundled. */
const root = new URL('../../', import.meta.url);

function inputsInNode(scenario: Scenario, seed: number): Inputs {
  return scenario.values === 'glove' ? { x: readGlove(root).vectors } : drawInputs(scenario, seed);
}

serve();
