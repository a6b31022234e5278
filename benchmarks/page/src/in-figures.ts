import { percentText } from '../../figures.ts';

const figures = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false });

/** At most three significant figures: for marks of axes. */
export function figure(value: number): string {
  return figures.format(value);
}

/** `3.07 µs`, `12.5 ms`, `1.2 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) return `${figures.format(milliseconds * 1e3)} µs`;
  return milliseconds < 1e3
    ? `${figures.format(milliseconds)} ms`
    : `${figures.format(milliseconds / 1e3)} s`;
}

/** Powers of ten: `6.14 kB`, `307 MB`. */
export function bytesInWords(bytes: number): string {
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(bytes) / 3)));
  return `${figures.format(bytes / 1e3 ** power)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** With its sign. */
export function percent(share: number): string {
  return `${percentText(share)} %`;
}
