import { type Backend, UnitsphereError } from '@unitsphere/core';
import type { Create } from './case.ts';
import { inWords } from './in-words.ts';

/** Starts backends, and ends every one that it started. */
export interface Starter {
  /** Throws `backend-unavailable` where `create` throws, `invalid-backend` where it gives something else. */
  start(): Promise<Backend>;
  /** Ends one now, and forgets it. Throws what ending threw. */
  endOne(backend: Backend): void;
  /** Ends what was started, and what a factory still owes once it settles. Throws what ending threw. */
  end(): void;
  /** Whether a factory has been called that has not settled. */
  readonly pending: boolean;
}

export function createStarter(create: Create): Starter {
  const started = new Set<Backend>();
  let ended = false;
  let pending = 0;
  return {
    get pending() {
      return pending > 0;
    },
    async start() {
      const backend = await settled();
      if (ended) backend[Symbol.dispose]();
      else started.add(backend);
      return backend;
    },
    endOne(backend) {
      started.delete(backend);
      backend[Symbol.dispose]();
    },
    end() {
      ended = true;
      const failures: unknown[] = [];
      for (const backend of started) {
        try {
          backend[Symbol.dispose]();
        } catch (error) {
          failures.push(error);
        }
      }
      started.clear();
      if (failures.length > 0) throw failures[0];
    },
  };

  async function settled(): Promise<Backend> {
    pending++;
    try {
      return requireBackend(await create());
    } catch (cause) {
      if (cause instanceof UnitsphereError) throw cause;
      throw new UnitsphereError('backend-unavailable', `create() failed: ${inWords(cause)}`, { cause });
    } finally {
      pending--;
    }
  }
}

const methods = ['upload', 'normalize', 'normalizeWithNorms', 'norms', 'gradient', 'read', 'free'] as const;

/** Throws `invalid-backend`, naming what is missing, where `value` cannot be a backend. */
export function requireBackend(value: unknown): Backend {
  const refuse = (what: string): never => {
    throw new UnitsphereError<'invalid-backend'>('invalid-backend', `create() gave no backend: ${what}`);
  };
  if (typeof value !== 'object' || value === null) return refuse(`got ${inWords(value)}`);
  const fields = value as Readonly<Record<PropertyKey, unknown>>;
  const { name, capabilities } = fields;
  if (typeof name !== 'string') return refuse('it has no name');
  if (typeof capabilities !== 'object' || capabilities === null) return refuse('it has no capabilities');
  const { precision, reading, residency, norms, gradient, maxElements } = capabilities as Readonly<
    Record<string, unknown>
  >;
  if (typeof precision !== 'object' || precision === null) return refuse('capabilities.precision is missing');
  if (reading !== 'sync' && reading !== 'async')
    return refuse(`capabilities.reading is ${inWords(reading)}, neither sync nor async`);
  if (residency !== 'host' && residency !== 'device')
    return refuse(`capabilities.residency is ${inWords(residency)}, neither host nor device`);
  for (const [field, claim] of Object.entries({ norms, gradient }))
    if (claim !== false && !isBound(claim))
      return refuse(`capabilities.${field} is ${inWords(claim)}, neither false nor { maxUlp }`);
  if (typeof maxElements !== 'number')
    return refuse(`capabilities.maxElements is ${inWords(maxElements)}, not a number`);
  const missing = methods.filter((method) => typeof fields[method] !== 'function');
  if (missing.length > 0) return refuse(`it lacks ${missing.join(', ')}`);
  if (typeof fields[Symbol.dispose] !== 'function') return refuse('it lacks [Symbol.dispose]');
  return value as Backend;
}

function isBound(value: unknown): boolean {
  return typeof (value as { readonly maxUlp?: unknown } | undefined | null)?.maxUlp === 'number';
}
