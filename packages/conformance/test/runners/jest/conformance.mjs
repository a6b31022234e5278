import { conformance } from '@unitsphere/conformance';
import { create, options } from '../subject.mjs';

// A global: '@jest/globals' would be one more dependency.
conformance({ test, create, ...options });
