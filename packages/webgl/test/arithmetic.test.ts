import { afterAll } from 'vitest';
import { arithmeticSuite } from '../../core/test/words/arithmetic-suite.ts';
import { oneFragmentAPart } from './one-fragment-a-part.ts';
import { openShaderPage, type ShaderPage } from './shader-page.ts';

let page: ShaderPage;
afterAll(() => page.close());

arithmeticSuite(async () => {
  page = await openShaderPage();
  return oneFragmentAPart(page);
});
