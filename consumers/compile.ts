import { join, sep } from 'node:path';
import {
  type CompilerOptions,
  createCompilerHost,
  createProgram,
  type Diagnostic,
  flattenDiagnosticMessageText,
  getPreEmitDiagnostics,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  type SourceFile,
} from 'typescript';

/** How the compiler looks for modules: as Node does, or as bundlers do. */
export type Resolution = 'nodenext' | 'bundler';

const resolutions = {
  nodenext: { module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext },
  bundler: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler },
};

/** Declarations of the language are read once for all. */
const parsed = new Map<string, SourceFile | undefined>();

/**
 * What the compiler says of files in a folder, strictly and without `skipLibCheck`: `<path from the folder>: <message>`,
 * by the package that it is said of, or the file where that is none.
 */
export function compile(
  folder: string,
  files: readonly string[],
  resolution: Resolution,
  more: CompilerOptions = {},
): ReadonlyMap<string, readonly string[]> {
  const options: CompilerOptions = {
    ...resolutions[resolution],
    target: ScriptTarget.ES2022,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    // Those of the language and of the platform, which nobody installs.
    skipDefaultLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
    ...more,
  };
  const host = createCompilerHost(options);
  host.getCurrentDirectory = () => folder;
  const read = host.getSourceFile;
  host.getSourceFile = (file, language, ...rest) => {
    if (!/\/typescript\/lib\/lib\.[^/]+$/.test(file)) return read(file, language, ...rest);
    if (!parsed.has(file)) parsed.set(file, read(file, language, ...rest));
    return parsed.get(file);
  };
  const program = createProgram(
    files.map((file) => join(folder, file)),
    options,
    host,
  );
  const said = new Map<string, string[]>();
  for (const diagnostic of getPreEmitDiagnostics(program)) {
    const place = placeOf(diagnostic, folder);
    const [name] = /(?<=node_modules\/)(@[^/]+\/)?[^/]+/.exec(place) ?? [place];
    const message = flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    said.set(name, [...(said.get(name) ?? []), `${place}: ${message}`]);
  }
  return said;
}

function placeOf({ file }: Diagnostic, folder: string): string {
  return file?.fileName.replaceAll('\\', '/').replace(`${folder.replaceAll(sep, '/')}/`, '') ?? 'the options';
}
