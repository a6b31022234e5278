import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { ConsumerSet } from './sets.ts';

/** How somebody writes modules: each in a folder of its own beside node_modules. */
const forms = [
  { folder: 'esm', module: ModuleKind.ESNext, type: 'module' },
  { folder: 'cjs', module: ModuleKind.CommonJS, type: 'commonjs' },
];

/** Writes the programs of a set: TypeScript into `ts`, modules into `esm`, and what calls `require` into `cjs`. */
export async function writePrograms(
  folder: string,
  { program, programInNode = program }: ConsumerSet,
): Promise<void> {
  for (const form of ['ts', 'esm', 'cjs']) await mkdir(join(folder, form), { recursive: true });
  for (const name of new Set([program, programInNode, 'report'])) {
    const text = await readFile(new URL(`programs/${name}.ts`, import.meta.url), 'utf8');
    await writeFile(join(folder, 'ts', `${name}.ts`), text);
    for (const { folder: form, module } of forms) {
      const compilerOptions = { module, target: ScriptTarget.ES2022, rewriteRelativeImportExtensions: true };
      const { outputText } = transpileModule(text, { compilerOptions });
      await writeFile(join(folder, form, `${name}.js`), outputText);
    }
  }
  for (const { folder: form, type } of forms)
    await writeFile(join(folder, form, 'package.json'), `{ "type": "${type}" }\n`);
}
