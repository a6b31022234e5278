/**
 * Gives a function to await in long loops: now and then it lets timers, frames and messages through, which awaiting a
 * backend that answers at once never does.
 */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < 100) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}
