import { dtypeOf } from '@unitsphere/core';
import { roundQuotient, ulpError } from '@unitsphere/core/reference';
import { withBits } from './bits.ts';
import { boundOf, isNegative, type Judge } from './judge.ts';

/** Holds results of any dtype to the claim, every element in integers: some 10 µs each. */
export const judgeQuotients: Judge = ({ x, y, d }, claim, measure) => {
  const dtype = dtypeOf(x);
  const bound = boundOf(claim);
  const judgement = { mismatches: 0, first: -1, problem: '' };
  for (let k = 0; k < x.length; k++) {
    if (x[k] === 0 && Object.is(x[k], y[k])) {
      measure.add(0, true);
      continue;
    }
    const ulp = isNegative(x[k]!) === isNegative(y[k]!) ? ulpError(y[k]!, x[k]!, d, dtype) : Infinity;
    const wanted = ulp <= 0.25 ? y[k]! : roundQuotient(x[k]!, d, dtype);
    const exact = Object.is(wanted, y[k]);
    measure.add(ulp, exact);
    if (exact || (claim !== 'exact' && ulp <= bound)) continue;
    if (judgement.mismatches++ > 0) continue;
    const off = ulp === Infinity ? '' : `, off by ${ulp.toPrecision(6)} ULP`;
    Object.assign(judgement, { first: k, problem: `expected ${withBits(wanted, dtype)}${off}` });
  }
  return judgement;
};
