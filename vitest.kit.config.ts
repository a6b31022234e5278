import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@unitsphere/source'] },
  ssr: { resolve: { conditions: ['@unitsphere/source'] } },
  test: {
    include: [
      'packages/conformance/test/{mutants,runners,write-a-backend}.test.ts',
      'packages/conformance/test/command/*.test.ts',
    ],
    testTimeout: 60_000,
    maxWorkers: '100%',
  },
});
