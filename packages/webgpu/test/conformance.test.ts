import { conformance } from '@unitsphere/conformance';
import { test } from 'vitest';
import { webgpu } from '../src/index.ts';
import { startDevice } from './device.ts';

// One device for all, as an application would lend its own: each case starts a backend.
const device = startDevice();

conformance({ test, create: async () => webgpu({ device: await device }), share: 0.003 });
