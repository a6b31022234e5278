import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@unitsphere/source'] },
  ssr: { resolve: { conditions: ['@unitsphere/source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'tools/test/**/*.test.ts'],
    // Two minutes by themselves: npm run kit.
    exclude: [
      'packages/conformance/test/{mutants,runners,write-a-backend}.test.ts',
      'packages/conformance/test/command/**',
    ],
    testTimeout: 60_000,
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['packages/{core,cpu}/src/**/*.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 95 },
    },
  },
});
