/** Milliseconds that a thread is given without a sign of life, and one more for so many bytes that its part has. */
const patience = 5000;
const bytesPerMillisecond = 2 ** 16;
/** Milliseconds of one wait: as many count as one wait, so that a machine that was suspended is not taken for dead. */
const nap = 100;
/** Turns that a thread spins, some 20 µs, before it goes to sleep: a part takes about as long. */
const spins = 20_000;

/**
 * Waits until the word is no longer `value`, or has been for too long for a thread that works on `bytes`. Returns the
 * word as it was seen then: a worker that comes too late can set it to `value` once more, for a moment.
 */
export function waitWhile(words: Int32Array, at: number, value: number, bytes: number): number {
  const naps = Math.ceil((patience + bytes / bytesPerMillisecond) / nap);
  for (let i = 0; ; i++) {
    const seen = Atomics.load(words, at);
    if (seen !== value || i === spins + naps) return seen;
    if (i >= spins) doze(words, at, value);
  }
}

/** Sleeps, or spins on a page's main thread, which must not sleep. */
function doze(words: Int32Array, at: number, value: number): void {
  try {
    Atomics.wait(words, at, value, nap);
  } catch {
    const until = performance.now() + nap;
    while (Atomics.load(words, at) === value && performance.now() < until);
  }
}
