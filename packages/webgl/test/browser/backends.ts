import { webgl } from '@unitsphere/webgl';
import { backendIn } from '../../src/backend.ts';
import { sharedContext } from '../../src/shared-context.ts';
import { newContext } from './contexts.ts';

let context: WebGL2RenderingContext | undefined;

/**
 * What a page or a worker starts, by name: in one context for all cases that is lent, or that is nobody else's, whose state is not
 * asked for at each call; or each in a context of its own.
 */
export const backends = {
  lent: () => {
    context ??= newContext();
    return webgl({ context });
  },
  own: () => webgl(),
  undivided: async () => {
    context ??= newContext();
    return backendIn(
      await sharedContext(context),
      (work) => work(),
      () => {},
    );
  },
};

export type BackendName = keyof typeof backends;
