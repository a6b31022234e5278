/** What people would use instead: set up once, then given an input. Lives in `peers`, with dependencies of its own. */
export interface Peer {
  readonly name: string;
  /** float32 [rows, length], the last axis, p = 2, on one thread. */
  prepare(x: Float32Array, rows: number, length: number): Promise<PreparedPeer>;
}

interface PreparedPeer {
  run(): unknown;
  result(): Float32Array | Promise<Float32Array>;
  end(): unknown;
}

/** The peers that start here; a line on standard error for one that does not. */
export async function startPeers(): Promise<Peer[]> {
  const { peers } = (await import(new URL('../peers/peers.mjs', import.meta.url).href)) as {
    readonly peers: Readonly<Record<string, () => Promise<Peer['prepare']>>>;
  };
  const started: Peer[] = [];
  for (const [name, start] of Object.entries(peers)) {
    try {
      started.push({ name, prepare: await start() });
    } catch (error) {
      console.error(`${name} is left out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return started;
}
