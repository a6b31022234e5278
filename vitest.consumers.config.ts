import { defineConfig } from 'vitest/config';
import { matrixReporter } from './consumers/matrix-reporter.ts';
import { softwareVulkan } from './tools/vulkan.mjs';

export default defineConfig({
  test: {
    include: ['consumers/test/*.test.ts'],
    globalSetup: ['consumers/installed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: '100%',
    pool: 'forks',
    env: { ...softwareVulkan() },
    reporters: ['default', matrixReporter()],
  },
});
