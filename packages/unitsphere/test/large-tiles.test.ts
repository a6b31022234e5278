import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { float32Of, npy, parts } from './npy.ts';
import { run, temporaryFolder } from './run-command.ts';

test('tiles too large for two buffers are each written whole before the next is read', async () => {
  const folder = temporaryFolder();
  const [path, output] = [join(folder, 'in.npy'), join(folder, 'out.npy')];
  const [rows, length] = [4, 9 * 2 ** 20]; // 36 MiB a row
  const values = new Float32Array(rows * length);
  const marks = (row: number): number[] => [row, length / 2 + row, length - rows + row];
  for (let row = 0; row < rows; row++) for (const k of marks(row)) values[row * length + k] = row + 1;
  writeFileSync(path, npy(values, { shape: [rows, length] }));
  expect((await run(['normalize', path, '-o', output, '--p', 'inf'])).code).toBe(0);
  const unit = float32Of(parts(output));
  for (let row = 0; row < rows; row++) {
    const slice = unit.subarray(row * length, (row + 1) * length);
    expect(slice.reduce((sum, x) => sum + x, 0)).toBe(3);
    expect(marks(row).map((k) => slice[k])).toEqual([1, 1, 1]);
  }
});

test('an output link that leads nowhere yet is followed, and needs --force', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'in.npy');
  writeFileSync(path, npy(Float32Array.of(3, 4), { shape: [2] }));
  symlinkSync('target.npy', join(folder, 'link.npy'));
  expect((await run(['normalize', path, '-o', join(folder, 'link.npy')])).code).toBe(1);
  expect((await run(['normalize', path, '-o', join(folder, 'link.npy'), '--force'])).code).toBe(0);
  expect(float32Of(parts(join(folder, 'target.npy')))).toEqual(Float32Array.of(0.6, 0.8));
  expect(float32Of(parts(join(folder, 'link.npy')))).toEqual(Float32Array.of(0.6, 0.8));
});
