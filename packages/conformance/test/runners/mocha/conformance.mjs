import { conformance } from '@unitsphere/conformance';
import { it as test } from 'mocha';
import { create, options } from '../subject.mjs';

conformance({ test, create, ...options });
