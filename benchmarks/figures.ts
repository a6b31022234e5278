import type { Measurement, Score } from './results.ts';

/** Three digits that count, never with an exponent. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 6));
}

/** `4.60 [4.52, 4.71]`, `812 once` where it was timed in one pass; a dash where there is no roof to compare with. */
export function ratioText(ratio: Measurement['ratio']): string {
  return ratio ? `${rounded(ratio.value)} ${intervalText(ratio, ', ', '[]')}` : '–';
}

/** From the least to the greatest of the passes; `once` where there was one. */
export function intervalText(
  { low, high, passes }: NonNullable<Measurement['ratio']>,
  to = '–',
  [open = '', close = ''] = '',
): string {
  return passes.length > 1 ? `${open}${rounded(low)}${to}${rounded(high)}${close}` : 'once';
}

/** Of an error: whole numbers as they are, `∞` for a result that is none. */
export function ulpText(ulp: Score['worstUlp']): string {
  if (ulp === 'Infinity') return '∞';
  if (Number.isInteger(ulp)) return ulp < 1e6 ? String(ulp) : ulp.toExponential(1);
  return ulp < 0.001 ? ulp.toExponential(1) : rounded(ulp);
}

/** 100 only where all are. */
export function percentText(share: number): string {
  if (share === 1) return '100';
  return Math.min(99.99, 100 * share).toFixed(share > 0.999 ? 2 : 1);
}
