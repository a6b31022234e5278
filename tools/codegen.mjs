// Compiles packages/wasm/assembly and embeds the result as a string in packages/wasm/src/generated: that loads
// everywhere, a .wasm file beside the code does not. So with the program of the pool's workers. Hexadecimal, which gzip
// makes a fifth smaller than base64: it finds in it what repeats in the bytes.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = 'packages/wasm/src/generated';
const flags = [
  '-O3s',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--noExportMemory',
  // A memory that is shared needs one: src/kernels.ts turns the flag.
  '--maximumMemory',
  '65536',
  '--use',
  'abort=',
];
const variants = { simd: ['--enable', 'simd'] };

process.chdir(root);
await mkdir(generated, { recursive: true });
for (const [name, extra] of Object.entries(variants)) {
  const outFile = `${generated}/${name}.wasm`;
  const { error, stderr } = await main([
    'packages/wasm/assembly/index.ts',
    '-o',
    outFile,
    ...flags,
    ...extra,
  ]);
  if (error) {
    console.error(stderr.toString());
    throw error;
  }
  const digits = (await readFile(outFile)).toString('hex');
  await writeFile(`${generated}/${name}.ts`, `export const ${name} =\n  '${digits}';\n`);
}

// One minified script, `globalThis.serve` for whoever starts it.
const entry = 'worker';
const { output } = await build({
  input: entry,
  write: false,
  output: { minify: true },
  plugins: [
    {
      name: entry,
      resolveId: (id) => (id === entry ? resolve('packages/wasm/src', entry) : undefined),
      load: (id) =>
        id.endsWith(entry)
          ? "import { serve } from './pool/serve.ts';\nglobalThis.serve = serve;"
          : undefined,
    },
  ],
});
const program = JSON.stringify(output[0].code);
await writeFile(`${generated}/worker.ts`, `export const worker: string =\n  ${program};\n`);

// Each kernel as a string of its name in camel case, without comments, indentation and empty lines.
for (const [home, ending] of [
  ['packages/webgl/src', '.glsl'],
  ['packages/webgpu/src', '.wgsl'],
]) {
  const texts = [];
  for (const file of (await readdir(`${home}/kernels`)).filter((name) => name.endsWith(ending)).sort()) {
    const name = file.slice(0, -ending.length).replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const lines = (await readFile(`${home}/kernels/${file}`, 'utf8'))
      .split('\n')
      .map((line) => line.replace(/\/\/.*/, '').trim());
    const text = JSON.stringify(lines.filter((line) => line !== '').join('\n'));
    texts.push(`export const ${name}: string =\n  ${text};\n`);
  }
  await mkdir(`${home}/generated`, { recursive: true });
  await writeFile(`${home}/generated/kernels.ts`, texts.join(''));
}
