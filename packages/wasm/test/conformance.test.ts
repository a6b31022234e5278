import { conformance } from '@unitsphere/conformance';
import { test } from 'vitest';
import { wasm } from '../src/index.ts';

conformance({ test, create: wasm, share: 0.01 });
