import { cpu } from '@unitsphere/cpu';

/** A few quick cases, one of which cpu's capabilities skip. */
export const options = {
  only: [
    'values: zeros among values keep their signs',
    'axes',
    'in place',
    'contract: concurrency',
    'contract: lifetime: a device that is used after its end is an error',
  ],
  share: 0.02,
};

/** cpu, but negative zeros come out as zeros. */
export function signOfZeroLost() {
  const right = cpu();
  return {
    ...right,
    normalize(input, problem, output) {
      const made = right.normalize(input, problem, output);
      for (let i = 0; i < made.length; i++) made[i] += 0;
      return made;
    },
  };
}

/** cpu, or the wrong backend where CONFORMANCE_MUTANT is set. */
export function create() {
  return process.env.CONFORMANCE_MUTANT ? signOfZeroLost() : cpu();
}
