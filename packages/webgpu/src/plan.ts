/**
 * What a kernel is bound to, by role; a role's number is its binding in group 0. `parameters` is a uniform buffer, `source` and
 * `upstream` are read-only storage, the others read-write storage. A kernel that works in place has `destination` alone.
 */
export const bindings = {
  parameters: 0,
  source: 1,
  destination: 2,
  sums: 3,
  norms: 4,
  tally: 5,
  upstream: 6,
} as const;

export type Role = keyof typeof bindings;

/** A pipeline to be: kernels of the same name are the same pipeline. */
export interface Kernel {
  readonly name: string;
  /** The whole module in WGSL, entry point `main`. */
  code(): string;
  /** What it is bound to, `parameters` included. */
  readonly roles: readonly Role[];
  /** Values of its overrides. */
  readonly constants: Readonly<Record<string, number>>;
}

export interface Dispatch {
  readonly kernel: Kernel;
  /** At most 65535 each. */
  readonly workgroups: readonly [x: number, y: number];
  /** The contents of `parameters`, a multiple of 16 bytes. */
  readonly parameters: Uint32Array<ArrayBuffer>;
}

/** Work on one problem, to be recorded in this order. */
export interface Plan {
  readonly dispatches: readonly Dispatch[];
  /** Bytes of `sums`, a buffer of zeros for this plan alone; 0 where no kernel has that role. */
  readonly sumsBytes: number;
}

/** What a plan needs to know of the device: sizes that fit its kind, never whether results are right. */
export interface DeviceTraits {
  readonly maxInvocations: number;
  readonly maxWorkgroupStorage: number;
  /** A processor that plays a GPU: few lanes, slow barriers. */
  readonly isSoftware: boolean;
}
