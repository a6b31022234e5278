import type { Reporter, TestCase, Vitest } from 'vitest/node';

/**
 * Prints the mutation score over all test files, caught / all, and fails the run where fewer mutants ran than there
 * are, unless a part was asked for.
 */
export function mutationScore(): Reporter {
  let vitest: Vitest;
  let files = 0;
  const tests: TestCase[] = [];
  return {
    onInit(started) {
      vitest = started;
    },
    onTestRunStart(specifications) {
      files = specifications.length;
    },
    onTestCaseResult(test) {
      if (test.meta().mutants !== undefined) tests.push(test);
    },
    async onTestRunEnd() {
      const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
      const [caught, missed] = [count('passed'), count('failed')];
      const ran = caught + missed;
      const { length } = await vitest.globTestSpecifications();
      const isPart = vitest.config.testNamePattern !== undefined || files < length;
      const all = isPart ? ran : tests[0]?.meta().mutants;
      if (ran > 0) console.info(`mutation score: ${caught}/${all}`);
      if (ran === all) return;
      console.error(`only ${ran} of the mutants ran`);
      process.exitCode = 1;
    },
  };
}
