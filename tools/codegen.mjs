// Compiles packages/wasm/assembly and embeds the result as a string in packages/wasm/src/generated: that loads
// everywhere, a .wasm file beside the code does not. So with the program of the pool's workers. A byte is a character or
// two of ASCII: docs/decisions/0019-a-character-a-byte.md; src/code.ts reads them.
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
const characters = charactersOfDigits();
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
  const text = Array.from(await readFile(outFile), charactersOf).join('');
  if (/<\/script|<!--/i.test(text)) throw new Error(`${name}: its text would end a script within a page`);
  await writeFile(`${generated}/${name}.ts`, `export const ${name} =\n  "${text}";\n`);
}

/** Characters of the digits 0 to 90: # to ~ without the backslash, so nothing that " " escapes, in an order that src/code.ts computes. */
function charactersOfDigits() {
  const characters = [];
  for (let code = 35; code < 127; code++)
    if (code !== 92) characters[((code - Number(code > 92)) * 30 + 2) % 91] = String.fromCharCode(code);
  return characters;
}

/** Bytes from 0xf0 on over 0 to 0x48, the frequent ones, are a digit below 89; the rest begin with 89 or 90. */
function charactersOf(byte) {
  const value = (byte + 16) & 0xff;
  const digits = value < 89 ? [value] : [89 + Math.floor((value - 89) / 91), (value - 89) % 91];
  return digits.map((digit) => characters[digit]).join('');
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
