import { expect, test } from 'vitest';
import { wide, wideReciprocal } from '../src/generated/kernels.ts';
import { startDevice } from './device.ts';
import { runShader } from './run-shader.ts';

const code = `${wide}\n${wideReciprocal}
@group(0) @binding(0) var<storage, read> source: array<vec2<u32>>;
@group(0) @binding(1) var<storage, read_write> destination: array<vec4<u32>>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let w = source[id.x];
  for (var i = 0u; i < 3u; i++) {
    var r: Reciprocal;
    if (i < 2u) { r = reciprocal_root(Scaled(w.x, w.y, i32(i))); } else { r = reciprocal(Scaled(w.x, w.y, 0)); }
    destination[3u * id.x + i] = vec4<u32>(r.high, r.low, bitcast<u32>(r.exponent), 0u);
  }
}`;

test('both ends of each of the 2^15 cells of the seeds, which differ by the upper 16 bits alone', async () => {
  const cells = 2 ** 15;
  const words = new Uint32Array(4 * cells);
  for (let i = 0; i < cells; i++) {
    words.set([(cells + i) * 2 ** 16, 0, (cells + i) * 2 ** 16 + 0xffff, 0xffffffff], 4 * i);
  }
  const results = await runShader(await startDevice(), code, words, 6 * words.length, (2 * cells) / 64);
  let worst = 'none';
  for (let i = 0; i < 2 * cells && worst === 'none'; i++) {
    const w = (BigInt(words[2 * i]!) << 32n) | BigInt(words[2 * i + 1]!);
    for (let k = 0; k < 3; k++) {
      const [high, low, exponent] = results.subarray(12 * i + 4 * k);
      const r = (BigInt(high!) << 32n) | BigInt(low!);
      const root = k < 2;
      if (
        r < 2n ** 39n - 1n ||
        r >= 2n ** 40n ||
        !isClose(r, root ? w << BigInt(k) : w, exponent! | 0, root ? 2 : 1)
      )
        worst = `${w} ${k}: ${r}, ${exponent! | 0}`;
    }
  }
  expect(worst).toBe('none');
});

/** Whether (R - 2^-12)^n · w · 2^(n·e) ≤ 1 ≤ (R + 1 + 2^-12)^n · w · 2^(n·e): what docs/numerics.md, "WebGPU", proves. */
function isClose(r: bigint, w: bigint, exponent: number, degree: number): boolean {
  const power = BigInt(degree);
  const one = 1n << (power * BigInt(12 - exponent));
  return ((r << 12n) - 1n) ** power * w <= one && (((r + 1n) << 12n) + 1n) ** power * w >= one;
}
