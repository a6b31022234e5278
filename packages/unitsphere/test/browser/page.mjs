import { pick } from 'unitsphere';

/** The backend that is picked, why, where its buffers are, and 3/5 and 4/5 of it. */
export async function picked(options) {
  const normalizer = await pick(options);
  try {
    const { name, why, capabilities } = normalizer.backend;
    const unit = await normalizer.normalize(Float32Array.of(3, 4));
    return { name, why, residency: capabilities.residency, unit: [...unit] };
  } finally {
    normalizer[Symbol.dispose]();
  }
}
