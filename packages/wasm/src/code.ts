import { UnitsphereError } from '@unitsphere/core';
import { simd } from './generated/simd.ts';

/** The implementations: kernels in SIMD, or cpu's kernels in their place, see docs/decisions/0010-two-variants.md. */
export type Variant = 'simd' | 'scalar';

/** The code of the best variant that runs here: where there is no SIMD, a module with nothing in it. */
export interface Code {
  readonly variant: Variant;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const emptyModule = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** Throws `backend-unavailable` where there is no WebAssembly. */
export function codeHere(): Code {
  if (typeof WebAssembly === 'undefined')
    throw new UnitsphereError('backend-unavailable', 'there is no WebAssembly here');
  const bytes = bytesOf(simd);
  return WebAssembly.validate(bytes)
    ? { variant: 'simd', bytes }
    : { variant: 'scalar', bytes: Uint8Array.from(emptyModule) };
}

/** What hexadecimal digits say: four bytes at a time, which takes a third of the time that one at a time does. */
function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  const length = digits.length / 2;
  const words = new DataView(new ArrayBuffer(Math.ceil(length / 4) * 4));
  for (let at = 0; at < length; at += 4) {
    words.setUint32(at, Number.parseInt(digits.slice(2 * at, 2 * at + 8).padEnd(8, '0'), 16));
  }
  return new Uint8Array(words.buffer, 0, length);
}

/**
 * Not at once, since pages refuse that for modules above some kB. Rejects with `backend-unavailable` where a page's
 * Content-Security-Policy forbids it, which no other way of compiling gets around.
 */
export async function compile(bytes: Uint8Array<ArrayBuffer>): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // Every browser's message names the directive or its abbreviation.
    const message = /content security policy|\bCSP\b|unsafe-eval/i.test(reason)
      ? "the page's Content-Security-Policy forbids WebAssembly; its script-src needs 'wasm-unsafe-eval'"
      : 'WebAssembly does not compile here';
    throw new UnitsphereError('backend-unavailable', `${message}: ${reason}`, { cause });
  }
}
