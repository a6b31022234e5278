/** Where assembly/workspace.ts has its numbers, in bytes. */
export const workspace = {
  inverse: 0,
  zero: 16,
  clamped: 20,
  high: 32,
  low: 40,
  inverses: 17408,
  list: 25600,
  states: 32768,
} as const;

export const listLength = 1024;
export const maxColumns = 1024;
export const maxSlices = 256;
/** Bytes of a workspace. */
export const workspaceBytes = 65536;
