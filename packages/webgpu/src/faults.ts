import { UnitsphereError } from '@unitsphere/core';

/** What failed of work that was queued; undefined where nothing did, and never a rejection. */
export type Outcome = Promise<UnitsphereError | undefined>;

export const fine: Outcome = Promise.resolve(undefined);

/** The innermost last: a shader that does not compile is a validation error, and so is what follows from it. */
const filters = ['out-of-memory', 'internal', 'validation'] as const;

/** Runs `work`, whose errors the device tells later: they neither throw nor reach the page's or the borrower's handlers. */
export function watched<T>(device: GPUDevice, work: () => T): readonly [result: T, outcome: Outcome] {
  for (const filter of filters) device.pushErrorScope(filter);
  let result: T;
  try {
    result = work();
  } catch (error) {
    told(device);
    throw error;
  }
  return [result, told(device)];
}

function told(device: GPUDevice): Outcome {
  // A device that was lost may reject; that it was lost is told elsewhere.
  const scopes = filters.map(() => device.popErrorScope().catch(() => null));
  return Promise.all(scopes).then((errors) => {
    const outOfMemory = errors.at(-1);
    const error = outOfMemory ?? errors.find((each) => each !== null);
    return error
      ? deviceFault(outOfMemory ? 'out-of-memory' : 'device-error', error.message, error)
      : undefined;
  });
}

/** The first of both that failed, in the order given. */
export function both(first: Outcome, second: Outcome): Outcome {
  if (first === fine) return second;
  return second === fine ? first : Promise.all([first, second]).then(([one, other]) => one ?? other);
}

/** In one line: drivers and compilers report in many. */
export function deviceFault(
  code: 'out-of-memory' | 'device-error' | 'device-lost',
  message: string,
  cause?: unknown,
): UnitsphereError {
  const text = message.replace(/\s+/g, ' ').trim();
  return new UnitsphereError(code, `${prefixes[code]}: ${text}`, { cause });
}

const prefixes = {
  'out-of-memory': 'the GPU has no room',
  'device-error': 'the device refused the work',
  'device-lost': 'the device was lost',
};
