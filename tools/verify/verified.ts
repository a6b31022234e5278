import { type CaseResult, type RunOptions, run } from '@unitsphere/conformance';
import type { Backend, Capabilities } from '@unitsphere/core';
import { webgl } from '@unitsphere/webgl';
import { webgpu } from '@unitsphere/webgpu';
import { type Candidate, candidates } from 'unitsphere';

/** What the kit found of a backend, and what that claims. */
export interface Verified {
  readonly results: readonly CaseResult[];
  readonly capabilities: Capabilities;
}

/** The kit's run on the candidate called `name`, in Node or in a page; `tell` hears each result as it comes. */
export async function verified(
  name: string,
  options: RunOptions,
  tell: (result: CaseResult) => void = () => {},
): Promise<Verified> {
  const candidate = candidates.find((each) => each.name === name);
  if (candidate === undefined) throw new RangeError(`no backend is called ${name}`);
  const first = await candidate.start();
  const results: CaseResult[] = [];
  for await (const result of run(() => another(candidate, first), options)) {
    results.push(result);
    tell(result);
  }
  const { capabilities } = first;
  first[Symbol.dispose]();
  return { results, capabilities };
}

/** Starts the backend for a case; all on the device or in the context of the first, so that its programs are made once. */
function another({ start }: Candidate, first: Backend): Backend | Promise<Backend> {
  if ('device' in first) return webgpu({ device: first.device as GPUDevice });
  if ('context' in first) return webgl({ context: first.context as WebGL2RenderingContext });
  return start();
}
