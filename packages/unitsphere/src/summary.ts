import type { NormalizeReport } from './normalize-file.ts';
import type { OutputRequest } from './outputs.ts';

/** What was done in two lines for people. */
export function summarize(report: NormalizeReport, request: OutputRequest): string {
  const { shape, dtype, backend, seconds, bytes, tally } = report;
  const rate = seconds > 0 ? bytes / seconds / 1e9 : 0;
  const counts = `${tally.zero} zero, ${tally.nonFinite} non-finite, ${tally.clamped} clamped`;
  const written = [request.output ?? request.input, request.norms].filter((file) => file !== undefined);
  return (
    `[${shape.join(',')}] ${dtype} on ${backend}: ${seconds.toFixed(3)} s, ${rate.toFixed(2)} GB/s\n` +
    `slices: ${counts}; wrote ${written.map((file) => (file === '-' ? 'standard output' : file)).join(' and ')}\n`
  );
}

/** The same as one JSON object; times in seconds. */
export function toJson(report: NormalizeReport, request: OutputRequest): string {
  const { shape, dtype, backend, why, seconds, bytes, tally } = report;
  const object = {
    shape,
    dtype,
    backend,
    why,
    seconds,
    bytesPerSecond: seconds > 0 ? Math.round(bytes / seconds) : 0,
    zeroSlices: tally.zero,
    nonFiniteSlices: tally.nonFinite,
    clampedSlices: tally.clamped,
    output: request.output ?? request.input,
    norms: request.norms,
  };
  return `${JSON.stringify(object)}\n`;
}
