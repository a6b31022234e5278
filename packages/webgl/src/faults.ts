import { UnitsphereError } from '@unitsphere/core';

/** The context's errors since they were last asked for: the first as an error of ours, undefined where there is none. */
export function faultOf(context: WebGL2RenderingContext): UnitsphereError | undefined {
  let first: UnitsphereError | undefined;
  for (let error = context.getError(); error !== context.NO_ERROR; error = context.getError()) {
    first ??= contextFault(context, error);
    // A lost context says so once; some go on for ever.
    if (error === context.CONTEXT_LOST_WEBGL) break;
  }
  return first;
}

function contextFault(context: WebGL2RenderingContext, error: number): UnitsphereError {
  if (error === context.CONTEXT_LOST_WEBGL) return lossFault();
  if (error === context.OUT_OF_MEMORY)
    return new UnitsphereError('out-of-memory', 'the GPU has no room: OUT_OF_MEMORY');
  const names = [
    'INVALID_ENUM',
    'INVALID_VALUE',
    'INVALID_OPERATION',
    'INVALID_FRAMEBUFFER_OPERATION',
  ] as const;
  const name = names.find((each) => context[each] === error) ?? `error ${error}`;
  return new UnitsphereError('device-error', `the driver refused the work: ${name}`);
}

export function lossFault(cause?: unknown): UnitsphereError {
  return new UnitsphereError('device-lost', 'the WebGL context was lost', { cause });
}
