import { expect, test } from 'vitest';
import { webglPage } from '../webgl-page.ts';

const { call: callIn } = webglPage();
const call = (name: string) => callIn('shared.ts', name);

const unit = [0.6, 0.8].map(Math.fround);

test('a draw that failed is an error of its buffer and of what is made of it, of no other, whoever asks first', async () => {
  expect(await call('blame')).toEqual({
    asked: 0,
    told: ['device-error', 'device-error', 'undefined', 'undefined'],
    found: [[3, 4], 'device-error', 'device-error', [3, 4]],
  });
});

test('an error that the lender left is not blamed on a backend', async () => {
  expect(await call('staleErrors')).toEqual([...unit, 3, 4]);
});

test('a texture is lent with any filter, if its size holds its values', async () => {
  expect(await call('lentTexture')).toEqual({ unit, codes: ['unsupported', 'unsupported', 'unsupported'] });
});

test("a lender's GPU keeps its canvas, and its kernels stay right", async () => {
  expect(await call('lentGpu')).toEqual({
    before: [2, 4, 6],
    after: [2, 4, 6],
    x: Math.fround(1 / Math.sqrt(1000)),
    again: unit,
    refused: 'backend-unavailable',
    resized: false,
  });
});

test('a context that was lost is refused, and taken again once it has been restored', async () => {
  expect(await call('restored')).toEqual({ refused: 'backend-unavailable', unit, old: 'device-lost' });
});

test('wherever in a call a context is lost, the error says so', async () => {
  const codes = (await call('lossPoints')) as Record<string, string>;
  expect(new Set(Object.values(codes))).toEqual(new Set(['device-lost']));
});

test('feedback that runs goes on, and a program that was deleted is no error', async () => {
  expect(await call('runningState')).toEqual({ first: unit, goesOn: true, second: unit, error: 0 });
});

test('an output is left as it is where there is nothing to write, or where it cannot be', async () => {
  expect(await call('nothingToWrite')).toEqual({ left: [7, 7, 7], written: 'invalid-output' });
});
