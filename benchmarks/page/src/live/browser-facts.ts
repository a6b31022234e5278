/** What a worker of the page found in this browser: plain data. */
export interface BrowserFacts {
  readonly userAgent: string;
  /** https or localhost. */
  readonly secure: boolean;
  /** By the headers that the page came with. */
  readonly isolated: boolean;
  readonly sharedMemory: boolean;
  readonly cores: number;
  /** Milliseconds between two readings of the clock. */
  readonly clockStep: number;
  readonly webgpu: { readonly api: boolean; readonly adapter?: string };
  readonly webgl: {
    readonly offscreen: boolean;
    readonly renderer?: string;
    readonly floats: boolean;
  };
  /** Ours, in the order in which they are shown. */
  readonly backends: readonly BackendFacts[];
  /** Of cases that the conformance kit has, in its order. */
  readonly families: readonly string[];
}

export type BackendFacts = { readonly name: string } & (
  | { readonly starts: true; readonly variant?: string }
  | { readonly starts: false; readonly reason: string }
);
