import { test } from 'node:test';
import { conformance } from '@unitsphere/conformance';
import { create, options } from '../subject.mjs';

conformance({ test, create, ...options });
