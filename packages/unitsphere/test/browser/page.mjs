import { pick } from 'unitsphere';

/** The backend called webgl, and 3/5 and 4/5 of it. */
export async function pickWebgl() {
  const normalizer = await pick({}, 'webgl');
  try {
    const unit = await normalizer.normalize(Float32Array.of(3, 4));
    return { name: normalizer.backend.name, unit: [...unit] };
  } finally {
    normalizer[Symbol.dispose]();
  }
}
