import { allocate, type FloatArray, type Shape, sizeOf } from '@unitsphere/core';
import { fileError } from './file-error.ts';
import { beyondNote } from './number-text.ts';
import type { Opened, Reading } from './opened.ts';
import { type JsonWrapper, writeJson } from './write-json.ts';

/** As deep as NumPy goes. */
const maxRank = 64;

/**
 * Nested arrays of numbers, or an object with such as `data` and, where `data` is flat, its `shape`; other keys are
 * kept. `null` is NaN, which JSON has no word for. Throws `not-json`, `not-vectors`, `ragged-rows`, `not-a-number`,
 * `out-of-memory`.
 */
export function openJson(text: string, name: string, { dtype }: Reading): Opened {
  const root = parse(text, name);
  const wrapper = isObject(root) ? root : undefined;
  const data = wrapper ? wrapper.data : root;
  if (!Array.isArray(data))
    throw fileError(
      'not-vectors',
      `${name} holds ${nameOf(root)}; expected arrays of numbers, or an object with such as data`,
    );
  const own = shapeOf(data, name);
  requireEven(data, own, name);
  const values = allocate(dtype, sizeOf(own));
  const notes = fill(values, data, own, name);
  return {
    values,
    shape: wrapper?.shape === undefined ? own : givenShape(wrapper.shape, own, name),
    fortranOrder: false,
    notes,
    write: (result, report) => writeJson(result, { dtype, shape: own, wrapper }, report),
  };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw fileError('not-json', `${name} is not JSON, which has null in place of NaN: ${reason}`, cause);
  }
}

function shapeOf(data: unknown, name: string): number[] {
  const shape: number[] = [];
  for (let level = data; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > maxRank) throw fileError('not-vectors', `${name} is nested more than ${maxRank} deep`);
  }
  return shape;
}

/** Lengths alone, before there is room for the values: the first row may be a long one. */
function requireEven(data: readonly unknown[], shape: Shape, name: string): void {
  const visit = (level: readonly unknown[], depth: number, path: readonly number[]): void => {
    if (level.length !== shape[depth]) {
      const [got, expected] = [level.length, shape[depth]!].map((count) => `${count}`);
      throw fileError(
        'ragged-rows',
        `${name}: row ${placeOf(path)} holds ${got}, expected ${expected} as in the rows before`,
      );
    }
    if (depth + 1 === shape.length) return;
    level.forEach((next, i) => {
      if (!Array.isArray(next))
        throw fileError(
          'ragged-rows',
          `${name}: ${nameOf(next)} stands at ${placeOf([...path, i])}, expected a row of ${shape[depth + 1]}`,
        );
      visit(next, depth + 1, [...path, i]);
    });
  };
  visit(data, 0, []);
}

function fill(values: FloatArray, data: readonly unknown[], shape: Shape, name: string): string[] {
  let at = 0;
  let beyond = 0;
  const visit = (level: readonly unknown[], depth: number, path: readonly number[]): void => {
    for (let i = 0; i < level.length; i++) {
      const next = level[i];
      if (depth + 1 < shape.length) visit(next as unknown[], depth + 1, [...path, i]);
      else {
        if (typeof next !== 'number' && next !== null)
          throw fileError(
            Array.isArray(next) ? 'ragged-rows' : 'not-a-number',
            `${name}: ${nameOf(next)} stands at ${placeOf([...path, i])}, expected a number`,
          );
        const value = next ?? Number.NaN;
        values[at] = value;
        if (Number.isFinite(value) && !Number.isFinite(values[at])) beyond++;
        at++;
      }
    }
  };
  visit(data, 0, []);
  return beyondNote(beyond);
}

function givenShape(given: unknown, own: Shape, name: string): Shape {
  const sizes: unknown[] = Array.isArray(given) ? given : [];
  const isShape =
    Array.isArray(given) && sizes.every((size) => Number.isSafeInteger(size) && Number(size) >= 0);
  const shape = isShape ? sizes.map(Number) : [];
  if (
    isShape &&
    shape.length <= maxRank &&
    shape.reduce((product, size) => product * size, 1) === sizeOf(own)
  )
    return shape;
  throw fileError(
    'not-vectors',
    `${name} has shape ${JSON.stringify(given)} beside data of shape ${JSON.stringify(own)}`,
  );
}

function isObject(value: unknown): value is JsonWrapper {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeOf(path: readonly number[]): string {
  return path.length === 0 ? '[]' : `${path.map((i) => `[${i}]`).join('')}`;
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object'
    ? 'an object'
    : `the ${typeof value} ${JSON.stringify(value).slice(0, 40)}`;
}
