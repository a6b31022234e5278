import { defineConfig } from 'vitest/config';
import { softwareVulkan } from './tools/vulkan.mjs';

export default defineConfig({
  resolve: { conditions: ['@unitsphere/source'] },
  ssr: { resolve: { conditions: ['@unitsphere/source'] } },
  test: {
    include: ['{packages/*,tools,benchmarks,benchmarks/page}/test/**/*.test.ts'],
    // The target kit runs these.
    exclude: [
      'packages/conformance/test/{mutants,packed,runners,write-a-backend}.test.ts',
      'packages/conformance/test/{browser,command,mutants}/**',
    ],
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
