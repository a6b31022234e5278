import type { DType } from '@unitsphere/core';

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const special = /^([+-]?)(nan|inf|infinity)$/i;
const leastNormal = 2 ** -126;

/** The number that `text` is, spaces around it aside; `nan` and `inf` are numbers too. Undefined where it is none. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (number.test(trimmed)) return Number(trimmed);
  const [, sign, word] = special.exec(trimmed) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === 'nan') return Number.NaN;
  return sign === '-' ? -Infinity : Infinity;
}

/**
 * The shortest decimal that reads back as the same value of `dtype`, also by way of float64; −0 keeps its sign.
 * Among subnormals of float32 there may be a shorter one.
 */
export function numberText(value: number, dtype: DType): string {
  if (Object.is(value, -0)) return '-0';
  if (dtype === 'float64' || !Number.isFinite(value)) return String(value);
  // Up to six digits survive the way through float32 and back; below its normal range fewer do.
  for (let digits = Math.abs(value) < leastNormal ? 1 : 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** Of finite numbers that float32 has no room for. */
export function beyondNote(count: number): string[] {
  return count === 0 ? [] : [`Beyond float32 and therefore read as ∞: ${count}. As float64 they are finite.`];
}
