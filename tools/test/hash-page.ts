import { webgl } from '@unitsphere/webgl';
import { byteHashes } from './byte-hashes.ts';

export async function webglHashes(p: string): Promise<Record<string, string>> {
  using backend = await webgl();
  return await byteHashes(backend, Number(p));
}
