import { readdirSync, readFileSync } from 'node:fs';
import { minifyWgsl } from './minify-wgsl.mjs';

const home = 'packages/webgpu/src';
const words = 'packages/core/src/words';

/** What sources say in WGSL themselves: bindings, overrides, the entry, and constants, which are in capitals. */
function keptWords() {
  const bindings = [
    'source',
    'destination',
    'sums',
    'norms',
    'tally',
    'upstream',
    'parameters',
    'Parameters',
  ];
  const kept = ['main', 'workgroup_lanes', 'slice_lanes', 'load_upstream', ...bindings];
  for (const file of [home, words].flatMap(sourcesIn)) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    kept.push(...(code.match(/\b[A-Z][A-Z_\d]+\b/g) ?? []));
  }
  return new Set(kept);
}

function sourcesIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.map((name) => `${folder}/${name}`);
}

/**
 * Minifies the shaders of the bundle of @unitsphere/webgpu. Not where they are generated: tests of the sources then say
 * in which line of which kernel they fail.
 */
export const shortShaders = {
  name: 'short-shaders',
  transform(code, id) {
    if (!id.endsWith(`${home}/generated/kernels.ts`)) return undefined;
    const texts = [...code.matchAll(/export const (\w+): string =\s*(".*");/g)];
    const short = minifyWgsl(
      texts.map(([, , text]) => JSON.parse(text)),
      keptWords(),
    );
    const lines = texts.map(([, name], i) => `export const ${name}: string = ${JSON.stringify(short[i])};`);
    // No line of a shader is one of the source.
    return { code: lines.join('\n'), map: { mappings: '' } };
  },
};
