import type { DataId, DataTypeMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { FloatArray } from '@unitsphere/core';
import { cpu } from '@unitsphere/cpu';
import type { Kernels } from './kernels.ts';

/** What is used of tfjs's cpu backend: values are typed arrays. */
export interface CpuBackend {
  readSync(dataId: DataId): DataTypeMap['float32' | 'int32' | 'bool'];
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

export function cpuKernels(): Kernels<CpuBackend> {
  const backend = cpu();
  // tfjs casts by another name for the same values: a tensor of float32 can have integers behind it.
  const floats = (tfjs: CpuBackend, { dataId }: TensorInfo): FloatArray => {
    const values = tfjs.readSync(dataId);
    return isFloat32(values) ? values : Float32Array.from(values);
  };
  return {
    supports: () => true,
    normalize: (tfjs, x, problem) => {
      const result = backend.normalize(floats(tfjs, x), problem);
      return tfjs.makeTensorInfo(x.shape, 'float32', result as Float32Array);
    },
    gradient: (tfjs, x, dy, problem) => {
      const result = backend.gradient(floats(tfjs, x), floats(tfjs, dy), problem);
      return tfjs.makeTensorInfo(x.shape, 'float32', result as Float32Array);
    },
  };
}

function isFloat32(values: DataTypeMap['float32' | 'int32' | 'bool']): values is Float32Array {
  // By tag, so that arrays of another realm count too.
  return Object.prototype.toString.call(values) === '[object Float32Array]';
}
