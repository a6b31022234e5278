// Where a Vulkan without a GPU is: Chromium brings its own, SwiftShader with a loader, which Dawn in Node takes too.
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { findChromium } from './chromium.mjs';

const driver = 'vk_swiftshader_icd.json';

/**
 * The variables with which a process on Linux finds it: it reads them when it starts. None where VK_ICD_FILENAMES names a
 * driver already, where there is no such driver, and on systems whose GPUs do without Vulkan.
 */
export function softwareVulkan({ platform = process.platform, variables = process.env } = {}) {
  if (platform !== 'linux' || variables.VK_ICD_FILENAMES) return {};
  const chromium = findChromium();
  const folder = chromium && foldersOf(chromium).find((each) => existsSync(join(each, driver)));
  if (!folder) return {};
  const libraries = [folder, variables.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { VK_ICD_FILENAMES: join(folder, driver), LD_LIBRARY_PATH: libraries };
}

/** Where a program's own files are: beside it, or where a script of /usr/bin finds them. */
function foldersOf(program) {
  const real = realpathSync(program);
  return [dirname(real), join(dirname(real), '..', 'lib', basename(real))];
}
