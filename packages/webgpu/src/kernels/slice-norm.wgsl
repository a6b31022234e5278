// The norm of a slice for the host: 64 leading bits of the sum, their exponent, and what they are. The root is taken there.
// Traffic: none.
// Limits: bits are cut; core's src/words/norm-words.ts reads these words.
const LINEAR_NORM = 0u;
const ROOT_NORM = 4u;

fn norm_of_slice(top: u32) -> vec4<u32> {
  recall(top);
  let kind = kind_of(top);
  if (kind != DIVIDE) {
    return vec4<u32>(0u, 0u, 0u, kind);
  }
  let lead = leading(top);
  return vec4<u32>(lead.high, lead.low, bitcast<u32>(lead.exponent), select(LINEAR_NORM, ROOT_NORM, IS_ROOT));
}
