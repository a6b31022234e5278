import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, by paths: on a clean checkout vitest goes by the size of files, and has some of these for the end. */
const long = [
  'packages/webgl/test/browser/browser',
  'packages/webgpu/test/conformance',
  'packages/webgpu/test/traversal',
  'packages/tfjs/test/browser/conformance',
  'packages/tfjs/test/browser/gpu',
  'benchmarks/page/test/live',
  'packages/webgl/test/traversal',
  'packages/webgl/test/arithmetic',
  'tools/test/hash',
  'benchmarks/page/test/vectors',
  'packages/webgpu/test/gradient',
  'packages/webgpu/test/browser/browser',
  'packages/tfjs/test/conformance',
  'benchmarks/page/test/results',
  'packages/webgl/test/gradient',
  'packages/webgpu/test/arithmetic',
  'packages/wasm/test/pool-conformance',
  'packages/wasm/test/lent',
];

/**
 * The longest files first, so that no worker is left with one at the end; then those that share processes, one after another: a
 * process goes on only with the next file. A class, since vitest makes it.
 */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId, project }: TestSpecification): number => {
      const i = long.findIndex((path) => moduleId.includes(path));
      if (project.config.isolate === false) return long.length + 1;
      return i < 0 ? long.length : i;
    };
    return [...sorted].sort((a, b) => place(a) - place(b));
  }
}
