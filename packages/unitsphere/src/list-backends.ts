import type { Capabilities, Rounding } from '@unitsphere/core';
import type { Candidate } from './candidate.ts';

/** Whether a backend starts on this machine: what it can do, or why it does not. */
export type BackendReport = { readonly name: string } & (
  | { readonly starts: true; readonly capabilities: Capabilities }
  | { readonly starts: false; readonly reason: string }
);

/** Starts and ends each candidate in turn. */
export async function listBackends(candidates: readonly Candidate[]): Promise<BackendReport[]> {
  const reports: BackendReport[] = [];
  for (const candidate of candidates) {
    const { name } = candidate;
    try {
      using backend = await candidate.start();
      reports.push({ name, starts: true, capabilities: backend.capabilities });
    } catch (error) {
      reports.push({ name, starts: false, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return reports;
}

/** One line a backend. */
export function describeBackends(reports: readonly BackendReport[]): string {
  const width = Math.max(...reports.map(({ name }) => name.length));
  return reports
    .map((report) => {
      const state = report.starts
        ? `starts: ${describe(report.capabilities)}`
        : `does not start: ${report.reason}`;
      return `${report.name.padEnd(width)}  ${state}\n`;
    })
    .join('');
}

function describe({ precision, norms, gradient }: Capabilities): string {
  return [
    ...Object.entries(precision).map(([dtype, { rounding }]) => `${dtype} ${inWords(rounding)}`),
    norms === false ? 'no norms' : `norms ${inWords(norms)}`,
    gradient === false ? 'no gradient' : `gradient ${inWords(gradient)} of max|dy|/D`,
  ].join(', ');
}

function inWords(rounding: Rounding): string {
  return rounding === 'exact' ? 'exact' : `≤ ${rounding.maxUlp} ULP`;
}
