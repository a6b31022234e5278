import { parseResults, type Results } from '../../../results.ts';

/** A file of `benchmarks/results`. */
export interface MachineFile {
  /** Without its ending. */
  readonly name: string;
  /** Rejects, in words, where it can't be had or is none. */
  load(): Promise<Results>;
}

/** Those that were there when the page was built; each is loaded when it is asked for. */
export function machineFiles(): readonly MachineFile[] {
  const found = import.meta.glob<unknown>('../../../results/*.json', { import: 'default' });
  return Object.entries(found).map(([path, load]) => ({
    name: path.slice(path.lastIndexOf('/') + 1, -'.json'.length),
    load: async () => parseResults(await load()),
  }));
}

/** Of a file of the visitor's. Rejects in words that name it. */
export async function openedResults(file: File): Promise<Results> {
  const text = await file.text().catch((error: Error) => {
    throw new Error(`${file.name} can’t be read: ${error.message}`);
  });
  try {
    return parseResults(JSON.parse(text));
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? `it is no JSON: ${error.message}` : (error as Error).message;
    throw new Error(`${file.name}: ${reason}`);
  }
}
