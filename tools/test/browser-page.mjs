import { normalize } from '@unitsphere/cpu';

export function surroundings(values) {
  const unit = [...normalize(Float32Array.from(values))];
  const { isSecureContext, crossOriginIsolated } = globalThis;
  return { unit, isSecureContext, crossOriginIsolated, evaluates: evaluates() };
}

function evaluates() {
  try {
    return new Function('return true')();
  } catch {
    return false;
  }
}

export async function graphics() {
  const adapter = await navigator.gpu?.requestAdapter();
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  return { webgpu: Boolean(adapter), webgl2: Boolean(context) };
}

export const same = (value) => value;

export function throws() {
  throw new Error('bad call');
}

export function complains() {
  console.error('on the console');
}

export async function throwsLater() {
  setTimeout(() => {
    throw new Error('late');
  });
  await turn();
}

export async function rejectsUnheard() {
  Promise.reject(new Error('unheard'));
  await turn();
}

function turn() {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
