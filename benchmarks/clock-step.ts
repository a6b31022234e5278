/** Milliseconds between two readings of `performance.now()` that differ: 0.005 to 100 in pages, by browser and isolation. */
export function clockStep(): number {
  let least = Infinity;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    let now = start;
    while (now === start) now = performance.now();
    least = Math.min(least, now - start);
  }
  return least;
}
