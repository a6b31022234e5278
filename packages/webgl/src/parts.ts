import type { Problem } from '@unitsphere/core';

/** How a long slice is cut, so that threads are many and none of them runs for long. */
export interface Parts {
  /** Of a slice; 1: it is short, and one thread's. */
  readonly parts: number;
  /** Elements of a part, a multiple of four; the last one may have fewer. */
  readonly partLength: number;
}

/**
 * Above, one thread takes longer than parts cost. Few threads leave most of a GPU idle; columns are added up again for each
 * rare element, 64 at most for a thread.
 */
const longest = 4096;
const longestOfFew = 1024;
const few = 256;

/**
 * Parts of such a length that one takes about as long as merging them all, which reads some 128 bits a part: at most 2^14 parts
 * of 2^15 elements for a slice below 2^28.
 */
export function partsOf({ outer, inner, length }: Problem): Parts {
  const limit = inner > 1 || outer * inner < few ? longestOfFew : longest;
  if (length <= limit) return { parts: 1, partLength: length };
  const partLength = 4 * Math.ceil(Math.max(256, 2 * Math.sqrt(length)) / 4);
  return { parts: Math.ceil(length / partLength), partLength };
}
