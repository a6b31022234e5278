import { conformance } from '@unitsphere/conformance';
import { test } from 'vitest';
import { cpu } from '../src/index.ts';

conformance({ test, create: cpu, share: 0.01 });
