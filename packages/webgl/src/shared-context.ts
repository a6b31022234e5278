import { requireFloats, unavailable } from './context.ts';
import { createFaultLog, type FaultLog } from './fault-log.ts';
import { type GpuJs, loadGpuJs } from './gpu-js.ts';
import { createGpuKernels, type GpuKernels } from './gpu-kernels.ts';
import { requireSound } from './probe.ts';

/** What backends on one context share: its programs above all, which take longer to make than most work takes. */
export interface SharedContext {
  readonly context: WebGL2RenderingContext;
  readonly kernels: GpuKernels;
  readonly faults: FaultLog;
  /** Whether it was ever lost: what it held is gone then, also where the browser restores it. */
  isLost(): boolean;
}

// Hung on the context itself, and gone with it.
const shared = new WeakMap<WebGL2RenderingContext, Promise<SharedContext>>();

/** Probes the context the first time. Rejects with `backend-unavailable`. */
export function sharedContext(context: WebGL2RenderingContext): Promise<SharedContext> {
  const known = shared.get(context);
  if (known !== undefined)
    return known.then((found) => {
      if (!found.isLost()) return found;
      if (shared.get(context) === known) shared.delete(context);
      return sharedContext(context);
    });
  const made = share(context);
  shared.set(context, made);
  // Another attempt may do better, with a driver that was restarted for one.
  made.catch(() => shared.delete(context));
  return made;
}

async function share(context: WebGL2RenderingContext): Promise<SharedContext> {
  requireFloats(context);
  const gpu = await createGpu(context);
  let lost = false;
  context.canvas.addEventListener('webglcontextlost', () => {
    lost = true;
  });
  const isLost = (): boolean => {
    lost ||= context.isContextLost();
    return lost;
  };
  const made = { context, kernels: createGpuKernels(gpu), faults: createFaultLog(context), isLost };
  try {
    await requireSound(made);
  } catch (error) {
    made.kernels.destroy();
    throw error;
  }
  return made;
}

/** gpu.js resizes the canvas it is given to that of its largest texture: it gets one that is none. */
async function createGpu(context: WebGL2RenderingContext): Promise<GpuJs> {
  const Constructor = await loadGpuJs();
  try {
    return new Constructor({ context, canvas: { width: 1, height: 1 } });
  } catch (cause) {
    throw unavailable(`gpu.js does not start: ${cause instanceof Error ? cause.message : cause}`, cause);
  }
}
