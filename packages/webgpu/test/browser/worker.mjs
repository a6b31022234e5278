import { serve } from '@unitsphere/conformance/worker';
import { backends } from './backends.mjs';

serve(backends[new URL(globalThis.location.href).searchParams.get('backend')]);
