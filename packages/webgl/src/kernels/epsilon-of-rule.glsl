// The words of ε, expanded by the host, as halves.
// Traffic: 16 bytes, the same for all threads.
// Limits: the texture holds as many words as `epsilonWords` gives.
uint epsilon_word(uint i) {
  uvec4 halves = whole(fetch_rule(i >> 1u));
  uvec2 word = (i & 1u) == 0u ? halves.xy : halves.zw;
  return word.x | (word.y << 16u);
}
