import { backendIn, type WebGlBackend } from './backend.ts';
import { createContext, unavailable } from './context.ts';
import { type SharedContext, sharedContext } from './shared-context.ts';
import { undisturbed } from './undisturbed.ts';

/** Where the backend's context comes from: a canvas of its own where nothing is given. */
export interface WebGlOptions {
  /** A context of the caller's: it is never lost here, and its state is the same after each call. */
  readonly context?: WebGL2RenderingContext;
  /** A `GPU` of gpu.js of the caller's, whose context is used. */
  readonly gpu?: { readonly context: unknown };
}

/**
 * Starts the backend in a WebGL2 context: float32 with p = 1, 2 and ∞, exact. Work is queued; `read` waits, and rejects with
 * what failed on the way to what is read: `out-of-memory`, `device-error`, `device-lost`, `disposed`. Rejects with
 * `backend-unavailable`, which says what is missing, or which probe the driver failed.
 */
export async function webgl({ context, gpu }: WebGlOptions = {}): Promise<WebGlBackend> {
  if (gpu !== undefined && !gpu.context)
    throw unavailable('the GPU has no WebGL2 context yet: new GPU({ context }) gives it one');
  if (gpu !== undefined && context !== undefined && gpu.context !== context)
    throw unavailable('the context given is not the one of the GPU given');
  // Kernels of ours in that context: gpu.js resizes the canvas of a GPU to the largest texture of its kernels.
  const lent = context ?? (gpu?.context as WebGL2RenderingContext | undefined);
  if (lent !== undefined) {
    const shared = await sharedContext(lent);
    // Looked at once a call: the lender may ask for errors too, and then nobody else hears of them.
    return backendIn(
      shared,
      (work) => undisturbed(lent, () => checked(shared, work)),
      () => {},
    );
  }
  const own = createContext();
  const shared = await sharedContext(own).catch((error: unknown) => {
    loseContext(own);
    throw error;
  });
  return backendIn(
    shared,
    (work) => work(),
    () => {
      shared.kernels.destroy();
      loseContext(own);
    },
  );
}

function checked<T>({ faults }: SharedContext, work: () => T): T {
  const result = work();
  faults.check();
  return result;
}

/** Gives it back at once: a browser has some sixteen of them. */
function loseContext(context: WebGL2RenderingContext): void {
  context.getExtension('WEBGL_lose_context')?.loseContext();
}
