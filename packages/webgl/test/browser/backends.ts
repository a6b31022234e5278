import { webgl } from '@unitsphere/webgl';
import { newContext } from './contexts.ts';

let context: WebGL2RenderingContext | undefined;

/** What a page or a worker starts, by name: in one context for all cases, or each in its own. */
export const backends = {
  lent: () => {
    context ??= newContext();
    return webgl({ context });
  },
  own: () => webgl(),
};

export type BackendName = keyof typeof backends;
