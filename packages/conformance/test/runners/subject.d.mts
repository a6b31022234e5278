import type { Backend, FloatArray } from '@unitsphere/core';

export const options: { readonly only: readonly string[]; readonly share: number };
export function signOfZeroLost(): Backend<FloatArray, 'sync'>;
export function create(): Backend<FloatArray, 'sync'>;
