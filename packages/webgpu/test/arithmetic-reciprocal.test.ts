import { expect, test } from 'vitest';
import { endsOfCells, firstBadReciprocal } from '../../core/test/words/reciprocal-cells.ts';
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

test('both ends of each of the 2^15 cells of the seeds', async () => {
  const words = endsOfCells();
  const results = await runShader(await startDevice(), code, words, 6 * words.length, words.length / 2 / 64);
  expect(firstBadReciprocal(words, results)).toBe('none');
});
