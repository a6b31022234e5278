import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Contender, Started } from '../contender.ts';
import type { Scenario } from '../scenarios.ts';
import { type PythonCommand, type PythonProcess, startPython } from './python-process.ts';
import { preparePython } from './python-work.ts';

/** From this folder, and from benchmarks/dist where this is bundled. */
const folder = new URL('../python/', import.meta.url);

interface Peer {
  readonly name: string;
  readonly library: string;
  readonly roof: string;
  /** 0: as many as the library takes by itself. */
  readonly threads: number;
  /** Whose rule it follows, on the scoreboard. */
  readonly like?: 'torch' | 'sklearn';
  without(scenario: Scenario): string | undefined;
}

const peers: readonly Peer[] = [
  {
    name: 'numpy',
    library: 'numpy',
    roof: 'Float32Array.set',
    threads: 1,
    without: ({ task }) => (task === 'gradient' ? 'it has no gradients' : undefined),
  },
  {
    name: 'scikit-learn normalize',
    library: 'scikit-learn',
    roof: 'Float32Array.set',
    threads: 1,
    like: 'sklearn',
    without({ task, shape, axis }) {
      if (task === 'gradient') return 'it has no gradients';
      return shape.length === 2 && [-1, 1].includes(axis) ? undefined : 'it takes matrices alone';
    },
  },
  {
    name: 'torch F.normalize',
    library: 'torch',
    roof: 'Float32Array.set',
    threads: 1,
    like: 'torch',
    without: () => undefined,
  },
  {
    name: 'torch F.normalize, all cores',
    library: 'torch',
    roof: 'memory.copy, all cores',
    threads: 0,
    like: 'torch',
    without: () => undefined,
  },
];

/** What people use in Python, each library in a process of its own. `python` is for tests. */
export function pythonPeers(python: () => PythonCommand = installedPython): readonly Contender[] {
  const processes = new Map(
    peers.map(({ library }) => [library, sharedProcess(() => startPython(python(), library))]),
  );
  return peers.map((peer) => ({
    name: peer.name,
    kind: 'peer',
    roof: peer.roof,
    without: peer.without,
    start: async () => started(peer, processes.get(peer.library)!),
  }));
}

/** The virtual environment that `npm run bench:python` makes, else `python3`. */
function installedPython(): PythonCommand {
  const windows = process.platform === 'win32';
  const own = fileURLToPath(new URL(windows ? '.venv/Scripts/python.exe' : '.venv/bin/python', folder));
  const script = [fileURLToPath(new URL('peers.py', folder))];
  if (existsSync(own)) return { name: 'benchmarks/python/.venv', command: own, arguments: script };
  const command = windows ? 'python' : 'python3';
  return { name: command, command, arguments: script };
}

async function started({ threads, like }: Peer, shared: SharedProcess): Promise<Started> {
  const python = await shared.take();
  const count = threads || python.cores;
  let next = 0;
  // Two contenders can share a process.
  const numbered = (): { id: number; threads: number } => ({
    id: 2 * next++ + Math.min(threads, 1),
    threads,
  });
  return {
    version: `${python.version}, ${count} ${count === 1 ? 'thread' : 'threads'}`,
    ...(like && { like }),
    prepare: (work) => preparePython(python, work, numbered()),
    async normalize(x, rows, length) {
      const scenario = { shape: [rows, length], axis: -1, dtype: 'float32', task: 'normalize' } as const;
      const prepared = await preparePython(python, { scenario, x }, numbered());
      try {
        return (await prepared.result()) as Float32Array;
      } finally {
        await prepared.end();
      }
    },
    end: () => shared.give(),
  };
}

interface SharedProcess {
  take(): Promise<PythonProcess>;
  /** Ends it where nobody else has it. */
  give(): Promise<void>;
}

function sharedProcess(start: () => Promise<PythonProcess>): SharedProcess {
  let running: Promise<PythonProcess> | undefined;
  let holders = 0;
  return {
    async take() {
      holders++;
      running ??= start();
      try {
        return await running;
      } catch (error) {
        holders--;
        running = undefined;
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${reason}; npm run bench:python makes an environment`);
      }
    },
    async give() {
      if (--holders > 0) return;
      const ended = await running;
      running = undefined;
      await ended?.end();
    },
  };
}
