import { inARow } from './gpu-chains.ts';

try {
  postMessage({ webgl: await inARow('webgl', 3), webgpu: await inARow('webgpu', 3) });
} catch (error) {
  postMessage(String(error));
}
