import type { Capabilities, DType } from '@unitsphere/core';
import type { Case } from '../case.ts';
import { lacking, type Need } from '../need.ts';
import { subjectOf } from '../subject.ts';
import type { Bench } from './bench.ts';

/** A promise of the contract that no single value shows. */
export interface ContractCase {
  /** What it is about: the family is `contract: …`. */
  readonly about: string;
  readonly name: string;
  readonly need?: Omit<Need, 'dtype'>;
  /** The residency that the promise is about, and why the other gives nothing to check. */
  readonly only?: { readonly residency: 'host' | 'device'; readonly because: string };
  /** A reason outside of the backend, such as a platform that cannot measure. */
  readonly unmeasurable?: () => string | undefined;
  run(bench: Bench): Promise<void>;
}

/** Elements of the largest call of a contract case, where it says nothing else. */
const usualElements = 165;

export function contractCase({ about, name, need, only, unmeasurable, run }: ContractCase): Case {
  return {
    family: `contract: ${about}`,
    name,
    skipped(capabilities) {
      const { residency } = capabilities;
      if (only !== undefined && residency !== only.residency)
        return `capabilities.residency is ${residency}: ${only.because}`;
      const dtype = dtypeOf(capabilities);
      return lacking(capabilities, { elements: usualElements, ...need, dtype }) ?? unmeasurable?.();
    },
    async run(context) {
      const backend = await context.start();
      await run({ ...subjectOf(backend), context, dtype: dtypeOf(backend.capabilities) });
    },
  };
}

function dtypeOf({ precision }: Capabilities): DType {
  return precision.float32 === undefined && precision.float64 !== undefined ? 'float64' : 'float32';
}
