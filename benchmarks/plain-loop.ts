/** What one writes by hand: two loops over each row, no care for accuracy or range. */
export function plainLoop(x: Float32Array, y: Float32Array, rows: number, length: number): void {
  for (let row = 0; row < rows; row++) {
    const start = row * length;
    let sum = 0;
    for (let i = start; i < start + length; i++) sum += x[i]! * x[i]!;
    const inverse = 1 / Math.sqrt(sum);
    for (let i = start; i < start + length; i++) y[i] = x[i]! * inverse;
  }
}
