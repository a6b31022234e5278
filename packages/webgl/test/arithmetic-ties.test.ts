import { afterAll } from 'vitest';
import { tiesSuite } from '../../core/test/words/ties-suite.ts';
import { oneFragmentAPart } from './one-fragment-a-part.ts';
import { openShaderPage, type ShaderPage } from './shader-page.ts';

let page: ShaderPage;
afterAll(() => page.close());

// Digits of a texture, as the kernels that divide have them; those that one fragment keeps are in arithmetic.test.ts.
tiesSuite(async () => {
  page = await openShaderPage();
  return oneFragmentAPart(page, { digitsIn: 'texture' });
});
