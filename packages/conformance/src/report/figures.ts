/** `12 345 678`, with spaces that do not break. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** In ULP: three digits, and no more of a whole number than itself. */
export function ulp(value: number): string {
  if (Number.isInteger(value) && value < 1e6) return String(value);
  return value >= 1e6 ? value.toExponential(1) : value.toPrecision(3);
}

/** A share in percent that says 100 only of everything, and 0 only of nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '';
  if (part === whole) return '100 %';
  const share = (part / whole) * 100;
  for (let digits = 1; digits < 9; digits++) {
    const text = share.toFixed(digits);
    if (Number(text) < 100 && (part === 0 || Number(text) > 0)) return `${text} %`;
  }
  return share < 50 ? '0.000000001 %' : '99.999999999 %';
}

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
