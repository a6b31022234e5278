import { defineConfig } from 'vitest/config';
import { mutationScore } from './packages/conformance/test/mutants/mutation-score.ts';
import { fromSources } from './tools/sources.mjs';

export default defineConfig({
  plugins: [fromSources],
  test: {
    include: [
      'packages/conformance/test/{mutants,runners,write-a-backend}.test.ts',
      'packages/conformance/test/{browser,command,mutants}/*.test.ts',
    ],
    // Programs that they start are on their own; what calculates shares a process, and loads sources once.
    isolate: false,
    // Far more than any takes: two cores are shared with the other tests.
    testTimeout: 400_000,
    hookTimeout: 400_000,
    maxWorkers: '100%',
    reporters: ['default', mutationScore()],
  },
});
