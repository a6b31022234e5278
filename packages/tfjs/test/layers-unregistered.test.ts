import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { L2Normalization, normalizeWeights } from '../src/layers.ts';

test('importing the layers registers nothing, and where register was not called the error names it', async () => {
  await tf.setBackend('cpu');
  const known = tf.serialization.SerializationMap.getMap().classNameMap;
  for (const name of ['L2Normalization', 'UnitNormalization', 'Lambda'])
    expect(known).not.toHaveProperty(name);
  expect(() => new L2Normalization().apply(tf.ones([1, 2]))).toThrow(/await register\(tf\)/);
  expect(() => normalizeWeights().apply(tf.ones([1, 2]))).toThrow(/await register\(tf\)/);
});
