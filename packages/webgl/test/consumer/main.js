import { createNormalizer } from '@unitsphere/core';
import { webgl } from '@unitsphere/webgl';

globalThis.normalizer = webgl().then(createNormalizer);
