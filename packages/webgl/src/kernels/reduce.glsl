// The norm of a short slice, a thread each.
// Traffic: reads the elements once, writes 16 bytes a slice.
// Limits: those of place-whole.glsl.
vec4 texel(uint thread) {
  return norm_of_sum(measure_part(whole_slice(thread)));
}
