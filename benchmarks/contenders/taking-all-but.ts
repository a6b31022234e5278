import type { Contender } from '../contender.ts';
import type { Scenario } from '../scenarios.ts';

/** Why something is not done: by task, and for float64 and axes before the last whatever the task. */
type Reasons = Readonly<Partial<Record<Scenario['task'] | 'float64' | 'other axes', string>>>;

/** A contender's `without`, by reasons in words. */
export function takingAllBut(reasons: Reasons): Contender['without'] {
  return ({ task, dtype, axis, shape }) => {
    const isLast = axis === -1 || axis === shape.length - 1;
    const ofDtype = dtype === 'float64' ? reasons.float64 : undefined;
    return reasons[task] ?? ofDtype ?? (isLast ? undefined : reasons['other axes']);
  };
}
