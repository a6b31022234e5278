import * as tf from '@tensorflow/tfjs';

/** What `model.save` hands to a handler, through JSON as in a file. */
export async function savedArtifacts(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts | undefined;
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    saved = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(handler);
  const { weightData, ...json } = saved!;
  return { ...JSON.parse(JSON.stringify(json)), weightData };
}

export async function reloaded(model: tf.LayersModel): Promise<tf.LayersModel> {
  return tf.loadLayersModel(tf.io.fromMemory(await savedArtifacts(model)));
}

/** The bits of float32 values. */
export function bitsOf(x: tf.Tensor): number[] {
  const values = x.dataSync<'float32'>();
  return [...new Uint32Array(values.buffer, values.byteOffset, values.length)];
}

export function predicted(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  return model.predict(x) as tf.Tensor;
}

/** The code of the error that `run` throws. */
export function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return undefined;
}
