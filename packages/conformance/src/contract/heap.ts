/** What of a JavaScript engine's own tools is used; each may be absent. */
interface Engine {
  readonly gc?: () => unknown;
  readonly process?: {
    memoryUsage?(): { readonly heapUsed: number; readonly external: number };
    getBuiltinModule?(name: string): unknown;
  };
  readonly performance?: { readonly memory?: { readonly usedJSHeapSize: number } };
}

/** Counts what this process holds after garbage was collected. */
export interface Heap {
  collect(): Promise<void>;
  /** Bytes on the JavaScript heap and in array buffers. */
  used(): number;
}

/** The engine's heap; a reason, in words, where it cannot be measured here. */
export function heapHere(engine: Engine = globalThis as Engine): Heap | string {
  const gc = engine.gc ?? gcOfNode(engine.process);
  if (gc === undefined) return 'globalThis.gc is absent: garbage cannot be collected on demand here';
  const { process, performance } = engine;
  const used = process?.memoryUsage
    ? () => {
        const { heapUsed, external } = process.memoryUsage!();
        return heapUsed + external;
      }
    : performance?.memory && (() => performance.memory!.usedJSHeapSize);
  if (used === undefined) return 'neither process.memoryUsage nor performance.memory is there';
  const collect = async (): Promise<void> => {
    // Array buffers go with the second collection, finalizers in between.
    for (let time = 0; time < 3; time++) {
      await new Promise<void>((resolve) => setTimeout(resolve));
      gc();
    }
  };
  return { collect, used };
}

/** Node gives `gc` to new contexts once the flag is set. */
function gcOfNode(process: Engine['process']): (() => unknown) | undefined {
  const v8 = process?.getBuiltinModule?.('node:v8') as
    | { setFlagsFromString?(flag: string): void }
    | undefined;
  const vm = process?.getBuiltinModule?.('node:vm') as
    | { runInNewContext?(code: string): unknown }
    | undefined;
  if (!v8?.setFlagsFromString || !vm?.runInNewContext) return undefined;
  v8.setFlagsFromString('--expose-gc');
  const gc = vm.runInNewContext('typeof gc === "function" ? gc : undefined');
  v8.setFlagsFromString('--no-expose-gc');
  return typeof gc === 'function' ? () => gc() : undefined;
}
