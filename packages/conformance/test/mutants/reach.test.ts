import { testMutants } from './test-mutants.ts';

testMutants('reach');
