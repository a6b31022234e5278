import { defineConfig } from 'vitest/config';
import { fromSources } from './tools/sources.mjs';
import { FileOrder } from './tools/test/file-order.ts';
import { softwareVulkan } from './tools/vulkan.mjs';

const all = '{packages/*,tools,benchmarks,benchmarks/page}/test/**/*.test.ts';
// The target kit runs these.
const kit = [
  'packages/conformance/test/{mutants,runners,write-a-backend}.test.ts',
  'packages/conformance/test/{browser,command,mutants}/**',
];
// They calculate, read files and start programs, and leave globals as they were: a process takes many, and loads sources once.
const plain = [
  'packages/{core,cpu}/test/*.test.ts',
  'packages/conformance/test/!(mutants|runners|write-a-backend).test.ts',
  'packages/unitsphere/test/{bad-input,command,large-tiles,main,npy-header,numpy-files,output-safety}.test.ts',
  'packages/unitsphere/test/{parse-arguments,python-literal,streams,tiles}.test.ts',
  'packages/webgl/test/{constants,gradient-words,norm-texels}.test.ts',
  'packages/webgpu/test/{gradient-words,traversal-lanes}.test.ts',
  'benchmarks/page/test/{capabilities,in-figures,plot-axis,vector-files}.test.ts',
  'benchmarks/test/{accuracy,bench-arguments,compare,interleave,measure,results,score,summary,tables,waits}.test.ts',
  'tools/test/{readme,sizes,vulkan}.test.ts',
];
// The page of the benchmarks in browsers, built once.
const page = ['benchmarks/page/test/{live,results,shell,vectors}.test.ts'];

export default defineConfig({
  plugins: [fromSources],
  test: {
    projects: [
      { extends: true, test: { name: 'apart', include: [all], exclude: [...kit, ...plain, ...page] } },
      {
        extends: true,
        test: { name: 'page', include: page, globalSetup: ['benchmarks/page/test/built-page.ts'] },
      },
      { extends: true, test: { name: 'plain', include: plain, isolate: false } },
    ],
    sequence: { sequencer: FileOrder },
    // Far more than any takes: what plays a GPU shares two cores with the other tests.
    testTimeout: 400_000,
    hookTimeout: 400_000,
    maxWorkers: '100%',
    // Forks, not threads: a process finds a Vulkan driver when it starts.
    pool: 'forks',
    env: { ...softwareVulkan() },
    coverage: {
      provider: 'v8',
      include: ['packages/{core,cpu,tfjs,wasm,webgpu}/src/**/*.ts'],
      // Browsers alone run it, which are not counted.
      exclude: ['packages/tfjs/src/webgl-*.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 95 },
    },
  },
});
