import type { Contender } from '../contender.ts';
import { mathJs } from './mathjs.ts';
import { mlMatrix } from './ml-matrix.ts';
import { onnxruntimeNode, onnxruntimeWeb } from './onnxruntime.ts';
import { plainLoop } from './plain-loop.ts';
import { stdlibDnrm2, stdlibSnrm2 } from './stdlib.ts';
import { tfjsComposed } from './tfjs-composed.ts';
import { tfjsUnitNorm } from './tfjs-unit-norm.ts';
import { transformers } from './transformers.ts';

/** What people would use instead in Node's own process. */
export function javascriptPeers(): readonly Contender[] {
  return [
    plainLoop(),
    tfjsComposed('cpu'),
    tfjsComposed('wasm'),
    tfjsUnitNorm(),
    onnxruntimeNode(),
    onnxruntimeWeb(),
    transformers(),
    mlMatrix(),
    mathJs(),
    stdlibDnrm2(),
    stdlibSnrm2(),
  ];
}
