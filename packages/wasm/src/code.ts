import { UnitsphereError } from '@unitsphere/core';
import { simd } from './generated/simd.ts';

/** The implementations: kernels in SIMD, or cpu's kernels in their place, see docs/decisions/0010-two-variants.md. */
export type Variant = 'simd' | 'scalar';

/** The code of the best variant that runs here: where there is no SIMD, the header alone, a module with nothing in it. */
export interface Code {
  readonly variant: Variant;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Throws `backend-unavailable` where there is no WebAssembly. */
export function codeHere(): Code {
  if (typeof WebAssembly === 'undefined')
    throw new UnitsphereError('backend-unavailable', 'there is no WebAssembly here');
  const bytes = bytesOf(simd);
  return WebAssembly.validate(bytes)
    ? { variant: 'simd', bytes }
    : { variant: 'scalar', bytes: bytes.slice(0, 8) };
}

/** What the characters say that tools/codegen.mjs writes; a table first, since this runs before anything is compiled. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const digits = Array.from({ length: 127 }, (_, code) => ((code - Number(code > 92)) * 30 + 2) % 91);
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; ) {
    let value = digits[text.charCodeAt(i++)]!;
    // 89 and 90 begin two digits: 89 + (value - 89) · 91 + the next.
    if (value > 88) value = value * 91 - 8010 + digits[text.charCodeAt(i++)]!;
    bytes[length++] = value - 16;
  }
  return bytes.slice(0, length);
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
