import { form_keep, form_plus } from './denominator';
import { reciprocalRest, rootRest, upper } from './double-double';
import {
  afterAt, beforeAt, factorOf, measuring, normAt, phaseAt, rangeAt, ready, reciprocalAt, restAt, topAt, unsure,
} from './slice-state';
import { clampedAt, highAt, lowAt, zeroAt } from './workspace';

/** What keeps a magnitude within 2^±480 when divided by it. */
// @ts-expect-error: decorator
@inline
function scaleOf(magnitude: f64): f64 {
  return magnitude > 3.1217485503159922e144
    ? 4.149515568880993e180
    : magnitude < 3.2033329522929615e-145 ? 2.409919865102884e-181 : 1;
}

/**
 * N, and what elements are multiplied by to be divided by D, from the measure in a slice's state; or `measuring`,
 * where the slice has to be measured again in another range, or `unsure`. Counts zero and clamped slices.
 */
export function preciseDenominator(
  state: usize, p: i32, wide: bool, form: i32, squared: bool, epsilon: f64, base: usize,
): i32 {
  const high = load<f64>(state, highAt);
  const low = load<f64>(state, lowAt);
  const range = load<i32>(state, rangeAt);
  if (wide && range == 0) {
    // 2^-900 and 2^960 of squares, 2^-450 and 2^480 of magnitudes: beyond, what counts might be lost.
    const least = p == 2 ? 1.1830521861667747e-271 : 3.4395525670743494e-136;
    const most = p == 2 ? 9.7453140114e288 : 3.1217485503159922e144;
    if (!(high >= least && high <= most)) {
      store<i32>(state, high < least ? 1 : 2, rangeAt);
      store<f64>(state, 0, highAt);
      store<f64>(state, 0, lowAt);
      return measuring;
    }
  }
  if (!(high < Infinity)) {
    store<f64>(state, NaN, normAt);
    return unsure;
  }
  const own = 1 / factorOf(range);
  let d = p == 2 ? Math.sqrt(high) : high;
  let rest = p == 2 ? rootRest(d, high, low) : low;
  store<f64>(state, (d + rest) * own, normAt);
  let scale = own;
  let clamped = false;
  if (epsilon != 0) {
    const common = max(own, scaleOf(squared ? Math.sqrt(epsilon) : epsilon));
    const down = own / common;
    const h = squared ? high * down * down : d * down;
    const l = squared ? low * down * down : rest * down;
    const e = squared ? epsilon / common / common : epsilon / common;
    const apart = h - e + l;
    if (form != form_plus && Math.abs(apart) <= e * 3.552713678800501e-15) return unsure;
    clamped = form != form_plus && apart < 0;
    if (clamped || form == form_plus) {
      d = e;
      rest = 0;
      if (form == form_plus) {
        d = h + e;
        const back = d - h;
        rest = l + (h - (d - back) + (e - back));
      }
      scale = common;
      if (squared) {
        const root = Math.sqrt(d);
        rest = rootRest(root, d, rest);
        d = root;
      }
    }
  }
  if (clamped) store<u32>(base, load<u32>(base, clampedAt) + 1, clampedAt);
  if (high == 0) store<u32>(base, load<u32>(base, zeroAt) + 1, zeroAt);
  const same = high == 0 || (clamped && form == form_keep);
  const first = same ? 1 : 1 / d;
  const top = upper(first);
  store<f64>(state, first, reciprocalAt);
  store<f64>(state, top, topAt);
  store<f64>(state, same ? 0 : first - top + reciprocalRest(first, d, rest), restAt);
  // Quotients are at most 1: brought up by 2^300, they and their small parts keep their bits down to the subnormals.
  store<f64>(state, same ? 1 : 2.037035976334486e90 / scale, beforeAt);
  store<f64>(state, same ? 1 : 4.909093465297727e-91, afterAt);
  return ready;
}
