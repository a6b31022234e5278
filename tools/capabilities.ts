import type { Capabilities } from '@unitsphere/core';
import { candidates } from 'unitsphere';

/** What the candidate called `name` says that it can do. Rejects where it does not start. */
export async function capabilitiesOf(name: string): Promise<Capabilities> {
  const candidate = candidates.find((each) => each.name === name);
  if (candidate === undefined) throw new RangeError(`no backend is called ${name}`);
  using backend = await candidate.start();
  return backend.capabilities;
}
