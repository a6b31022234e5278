import { startBrowser, webgl } from '../../../tools/browser/browser.ts';

/** What a shader is given; the outputs are words, four a fragment. */
interface ShaderCall {
  /** A fragment shader that fetches from `uniform usampler2D words`, `side` texels a row. */
  readonly text: string;
  readonly side: number;
  readonly words: readonly number[];
  readonly uniforms: Readonly<Record<string, readonly number[]>>;
  readonly fragments: number;
  readonly outputs: number;
}

/** A page with WebGL2 that runs shaders. */
export interface ShaderPage {
  run(call: ShaderCall): Promise<readonly (readonly number[])[]>;
  close(): Promise<void>;
}

export async function openShaderPage(): Promise<ShaderPage> {
  const browser = await startBrowser({ args: webgl });
  const page = await browser.open();
  const module = 'packages/webgl/test/browser/run-shader.mjs';
  return {
    run: async (call) => (await page.call({ module, name: 'runShader', args: [call] })) as number[][],
    close: () => browser.close(),
  };
}
