/**
 * What a kernel leaves for its caller stands at fixed places of the first page, so that calls return one number.
 * The page is the caller's to lend: a memory of someone else's needs 64 KiB at `base`.
 */

/** Bytes from the workspace's start. */
export const inverseAt: usize = 0;
export const zeroAt: usize = 16;
export const clampedAt: usize = 20;
export const highAt: usize = 32;
export const lowAt: usize = 40;

/** Columns done side by side at most; their sums, what rounding took from these, and 1/D, float64. */
export const maxColumns: i32 = 1024;
export const highsAt: usize = 1024;
export const lowsAt: usize = highsAt + 8192;
export const inversesAt: usize = lowsAt + 8192;

/** Row numbers that the kernel leaves alone, u32. */
export const listAt: usize = inversesAt + 8192;
export const listLength: i32 = 1024;

/** What is known of each slice of a tile: `maxSlices` states of `stateBytes`, laid out in slice-state.ts. */
export const statesAt: usize = 32768;
export const stateBytes: usize = 128;
