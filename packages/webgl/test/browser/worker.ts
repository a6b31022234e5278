import { serve } from '@unitsphere/conformance/worker';
import { type BackendName, backends } from './backends.ts';

serve(backends[new URL(globalThis.location.href).searchParams.get('backend') as BackendName]);
