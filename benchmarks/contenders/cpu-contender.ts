import { createNormalizer } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import type { Contender } from '../contender.ts';
import { hostContender } from './host-contender.ts';
import { ourVersion } from './our-version.ts';
import { takingAllBut } from './taking-all-but.ts';

export function cpuContender(): Contender {
  const without = takingAllBut({ file: 'files are read in Node alone' });
  return hostContender({ name: 'cpu', roof: 'Float32Array.set', without }, async () => ({
    version: `@unitsphere/cpu ${ourVersion}`,
    normalizer: createNormalizer(cpu()),
  }));
}
