import type { io } from '@tensorflow/tfjs-core';
import { isObject } from './keras-json.ts';

/**
 * Which Keras saved a model: `tfjs` for tfjs-layers, `undefined` where nothing says it. Looked for in the places where
 * Keras's `to_json`, the tensorflowjs converter and tfjs write it.
 */
export function kerasVersion({
  modelTopology: topology,
  generatedBy,
}: io.ModelArtifacts): 2 | 3 | 'tfjs' | undefined {
  const model = isObject(topology) ? topology.model_config : undefined;
  const stated = [topology, model].map((part) => (isObject(part) ? part.keras_version : undefined));
  for (const given of [...stated, generatedBy]) {
    if (typeof given !== 'string' && typeof given !== 'number') continue;
    const text = String(given).replace(/^(?:(?:tf_)?keras )?v/, '');
    if (text.includes('tfjs-layers')) return 'tfjs';
    const major = Number.parseInt(text, 10);
    if (major >= 1) return major < 3 ? 2 : 3;
  }
  return undefined;
}
