import { conformance } from '@unitsphere/conformance';
import { test } from 'vitest';
import { create, options } from '../subject.mjs';

conformance({ test, create, ...options });
