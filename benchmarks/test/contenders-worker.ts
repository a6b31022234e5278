import { oursInPage } from '../contenders/page.ts';
import { plainInPage } from '../contenders/plain-in-page.ts';
import { type Attempt, attempt, attempted, ending, entering } from './attempt.ts';
import { countBuffers, countTextures } from './count-alive.ts';

/** Scenarios of these names, and what of each is alive after it. Without those on tfjs, which keeps what it may need again. */
async function attempts(names: readonly string[]) {
  const [buffers, textures] = [countBuffers(GPUDevice, GPUBuffer), countTextures()];
  const alive = () => ({ buffers: buffers(), textures: textures() });
  const contenders = [...oursInPage(), ...plainInPage()];
  const entered = await entering(contenders.filter(({ name }) => !name.startsWith('tfjs')));
  const found: Record<string, { attempts: Attempt[]; alive: ReturnType<typeof alive> }> = {};
  for (const scenario of attempted)
    if (names.includes(scenario.name))
      found[scenario.name] = { attempts: await attempt(entered, scenario), alive: alive() };
  await ending(entered);
  return { found, alive: alive() };
}

addEventListener('message', async ({ data }: MessageEvent<readonly string[]>) => {
  postMessage(await attempts(data));
});
