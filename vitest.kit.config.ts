import { defineConfig } from 'vitest/config';
import { mutationScore } from './packages/conformance/test/mutants/mutation-score.ts';

export default defineConfig({
  resolve: { conditions: ['@unitsphere/source'] },
  ssr: { resolve: { conditions: ['@unitsphere/source'] } },
  test: {
    include: [
      'packages/conformance/test/{mutants,packed,runners,write-a-backend}.test.ts',
      'packages/conformance/test/{browser,command,mutants}/*.test.ts',
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: '100%',
    reporters: ['default', mutationScore()],
  },
});
