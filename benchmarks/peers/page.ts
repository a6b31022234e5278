import type { Contender } from '../contender.ts';
import { plainInPage } from '../contenders/plain-in-page.ts';
import { onnxruntimeWebGpu } from './onnxruntime-webgpu.ts';
import { plainLoop } from './plain-loop.ts';
import { tfjsComposed } from './tfjs-composed.ts';

/** What people would use instead in a page. */
export function peersInPage(): readonly Contender[] {
  const peers = [plainLoop(), tfjsComposed('webgl'), tfjsComposed('webgpu'), onnxruntimeWebGpu()];
  return [...peers.map(withoutFiles), ...plainInPage()];
}

function withoutFiles(contender: Contender): Contender {
  return {
    ...contender,
    without: (scenario) =>
      scenario.task === 'file' ? 'pages read no files here' : contender.without(scenario),
  };
}
