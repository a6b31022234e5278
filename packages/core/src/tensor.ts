import type { Backend, Read, Reading } from './backend.ts';
import { UnitsphereError } from './error.ts';
import type { DType, FloatArray } from './float-array.ts';
import { has } from './has.ts';
import { format, type Shape } from './shape.ts';

/** Values that stay where the backend keeps them until they are read. */
export interface Tensor<R extends Reading = Reading, Buffer = unknown> {
  readonly shape: Shape;
  readonly dtype: DType;
  /** The backend's native buffer. Throws `disposed`. */
  readonly buffer: Buffer;
  readonly backend: Backend<Buffer, R>;
  /** The values, row-major; on a host backend the buffer itself. Throws `disposed`, and what failed since. */
  read(): Read<R, FloatArray>;
  /** Frees the buffer if the tensor owns it; a second call does nothing. */
  [Symbol.dispose](): void;
}

/** Wraps a buffer of `backend`. `owned` says whether disposing the tensor frees it. */
export function tensorOf<R extends Reading, Buffer>(
  backend: Backend<Buffer, R>,
  buffer: Buffer,
  { shape, dtype, owned }: { readonly shape: Shape; readonly dtype: DType; readonly owned: boolean },
): Tensor<R, Buffer> {
  let disposed = false;
  const live = (): Buffer => {
    if (disposed)
      throw new UnitsphereError('disposed', `a tensor of shape ${format(shape)} was used after its end`);
    return buffer;
  };
  return {
    shape: Object.freeze([...shape]),
    dtype,
    backend,
    get buffer() {
      return live();
    },
    read: () => backend.read(live()),
    [Symbol.dispose]() {
      if (!disposed && owned) backend.free(buffer);
      disposed = true;
    },
  };
}

export function isTensor(value: unknown): value is Tensor {
  return has(value, 'backend') && has(value, 'buffer');
}
