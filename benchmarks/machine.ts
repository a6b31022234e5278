import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Results } from './results.ts';

/** This machine, in words that name no person or place. */
export function describeMachine(load: readonly number[]): Results['machine'] {
  const processor = (cpus()[0]?.model ?? 'unknown processor').replaceAll(/\s+/g, ' ').trim();
  const cores = availableParallelism();
  return {
    name: `${slugOf(processor)}-${cores}-core${cores === 1 ? '' : 's'}`,
    processor,
    cores,
    memoryGigabytes: Math.max(0.1, Math.round(totalmem() / 1e8) / 10),
    system: `${platform()} ${release()}`,
    load: [...load],
  };
}

/** Of the last minute; empty where the system has none. */
export function loadNow(): number[] {
  return platform() === 'win32' ? [] : [Math.round((loadavg()[0] ?? 0) * 100) / 100];
}

/** `Intel(R) Xeon(R) Processor @ 2.50GHz`: `xeon`. */
export function slugOf(processor: string): string {
  const words = processor
    .toLowerCase()
    .replace(/@.*$/, '')
    .replaceAll(/\((r|tm|c)\)/g, ' ')
    .replaceAll(/\b(intel|amd|apple|cpu|processor|core|\d+-core)\b/g, ' ');
  const slug = words.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return slug || 'processor';
}
