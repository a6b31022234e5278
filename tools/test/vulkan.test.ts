import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { softwareVulkan } from '../vulkan.mjs';

test.runIf(process.platform === 'linux')(
  'the driver beside Chromium is found, and its folder goes first',
  () => {
    const found = softwareVulkan({ variables: { LD_LIBRARY_PATH: '/opt/lib' } });
    const [folder, rest] = found.LD_LIBRARY_PATH!.split(delimiter);
    expect(rest).toBe('/opt/lib');
    expect(found.VK_ICD_FILENAMES).toBe(`${folder}/vk_swiftshader_icd.json`);
    expect(existsSync(found.VK_ICD_FILENAMES!)).toBe(true);
  },
);

test('a driver that is named is left, and other systems have no need of one', () => {
  expect(softwareVulkan({ platform: 'linux', variables: { VK_ICD_FILENAMES: '/driver.json' } })).toEqual({});
  expect(softwareVulkan({ platform: 'darwin', variables: {} })).toEqual({});
});
