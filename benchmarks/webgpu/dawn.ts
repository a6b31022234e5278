import { create, globals } from 'webgpu';
import { countBuffers, requireNone } from './count-buffers.ts';
import { measure } from './measure.ts';
import { heading, load, report } from './report.ts';
import { shapes } from './shapes.ts';

/** The same in Node, through Dawn, without tfjs. Its adapter is that of VK_ICD_FILENAMES. */
Object.assign(globalThis, globals);
// Dawn ends, and the process with it, when nothing holds this.
export const gpu: GPU = create([]);
const adapter = await gpu.requestAdapter();
if (!adapter) throw new Error('Dawn finds no adapter in Node');
const device = await adapter.requestDevice();
console.log(heading(`Node ${process.version}, Dawn, ${device.adapterInfo.description}`));
const aliveBuffers = countBuffers(device);
for (const each of await measure(device, shapes)) report(each);
requireNone(aliveBuffers());
device.destroy();
console.log(`load ${load()}`);
