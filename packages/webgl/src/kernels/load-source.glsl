// One value of the source.
// Traffic: 16 bytes, of which neighbouring threads may need the rest.
// Limits: none.
uint load(uint i) {
  return fetch_source(i >> 2u)[i & 3u];
}
