/** Where a platform's own declarations are not installed, TypeScript does not know it. */
declare const console: { log(line: string): void };

/** Vectors that plain float32 arithmetic loses: subnormal, ordinary, of the largest exponent, and of every size at once. */
const rows: readonly (readonly number[])[] = [
  [1e-45, -3e-45, 4e-44, 0],
  [0.1, 0.2, -0.3, 0.4],
  [3e38, -2e38, 1e38, 3.4e38],
  [1e-6, 1, -1e30, 3e37],
];

/**
 * Normalizes them by what a program of somebody's does, and prints the bits of the result, or the error. Where a
 * backend does not start, its error is the result.
 */
export async function report(
  normalized: (values: Float32Array, shape: [number, number]) => Float32Array | Promise<Float32Array>,
): Promise<void> {
  const values = Float32Array.from(rows.flat());
  console.log(await answer(() => normalized(values, [rows.length, 4])));
}

async function answer(result: () => Float32Array | Promise<Float32Array>): Promise<string> {
  try {
    const { buffer, byteOffset, length } = await result();
    const bits = new Uint32Array(buffer, byteOffset, length);
    return Array.from(bits, (word) => word.toString(16).padStart(8, '0')).join(' ');
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    return 'code' in error ? `${error.code}: ${error.message}` : String(error);
  }
}
