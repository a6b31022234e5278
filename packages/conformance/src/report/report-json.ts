import type { Report } from './report.ts';

/**
 * The report as JSON: the fields of `Report`, in that order. Numbers that JSON lacks are the strings `Infinity`,
 * `-Infinity` and `NaN`.
 */
export function reportJson(report: Report): string {
  const told = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(report, told, 2)}\n`;
}
