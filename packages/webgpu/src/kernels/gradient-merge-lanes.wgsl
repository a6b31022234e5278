// Adds the digits of a slice's lanes in workgroup memory; every lane takes the sums back.
// Traffic: none outside the workgroup.
// Limits: carried digits are below 2^12, so 2^19 lanes could add before a word overflows.
const MERGED_PRODUCT = PRODUCT_DIGITS + 2u;
var<workgroup> merged_product: array<atomic<i32>, (workgroup_lanes / slice_lanes) * MERGED_PRODUCT>;

fn merge_both(at: Place, heights: Heights) -> Heights {
  let base = at.slot * MERGED_PRODUCT;
  for (var j = 0u; j < PRODUCT_DIGITS; j++) {
    if (product_digits[j] != 0i) {
      atomicAdd(&merged_product[base + j], product_digits[j]);
    }
  }
  atomicMax(&merged_product[base + PRODUCT_DIGITS], bitcast<i32>(heights.steepest));
  let top = merge(at, heights.top);
  if (heights.top == top) {
    atomicAdd(&merged_product[base + PRODUCT_DIGITS + 1u], bitcast<i32>(heights.ties));
  }
  workgroupBarrier();
  for (var j = 0u; j < PRODUCT_DIGITS; j++) {
    product_digits[j] = atomicLoad(&merged_product[base + j]);
  }
  carry_product_digits();
  let steepest = bitcast<u32>(atomicLoad(&merged_product[base + PRODUCT_DIGITS]));
  return Heights(top, steepest, bitcast<u32>(atomicLoad(&merged_product[base + PRODUCT_DIGITS + 1u])));
}
