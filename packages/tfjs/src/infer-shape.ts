import { type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';

type Sizes = (number | null)[];
export type Shapes = Sizes | Sizes[];

/**
 * The shape of what `compute` makes of tensors of this shape: it runs on zeros twice, with the unknown sizes (`null`)
 * 2, then 3, and sizes that differ in the results are unknown.
 */
export function inferShape(compute: (inputs: Tensor[]) => Tensor | Tensor[], shape: Shapes): Shapes {
  const shapes = (Array.isArray(shape[0]) ? shape : [shape]) as Sizes[];
  const [two, three] = [2, 3].map((unknown) => resultShapes(compute, shapes, unknown));
  const merged = two!.map((sizes, i) =>
    sizes.map((size, axis) => (size === three![i]?.[axis] ? size : null)),
  );
  return merged.length === 1 ? merged[0]! : merged;
}

function resultShapes(
  compute: (inputs: Tensor[]) => Tensor | Tensor[],
  shapes: readonly Sizes[],
  unknown: number,
): number[][] {
  const results: number[][] = [];
  tidy(() => {
    const result = compute(shapes.map((sizes) => zeros(sizes.map((size) => size ?? unknown))));
    for (const tensor of Array.isArray(result) ? result : [result]) results.push(tensor.shape);
  });
  return results;
}
