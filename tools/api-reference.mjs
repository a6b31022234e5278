// Writes the API reference of all packages, from the docstrings of what they export, into the folder api.
// Fails on any warning: an export without a docstring, a type in a signature that is not exported, a link that leads nowhere.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { compilerOptions } = JSON.parse(readFileSync('tsconfig.check.json', 'utf8'));
/** The name that people import by the file that it is made from. */
const entries = new Map(
  Object.entries(compilerOptions.paths).map(([name, [file]]) => [file.replace('./', ''), name]),
);
const packages = [...entries.values()].filter((name) => name.split('/').length <= 2);

const app = await Application.bootstrap({
  name: 'unitsphere',
  entryPoints: [...entries.keys()],
  tsconfig: 'tsconfig.docs.json',
  out: 'api',
  readme: 'none',
  disableGit: true,
  sourceLinkTemplate: 'https://github.com/unitsphere/unitsphere/blob/main/{path}',
  // The type check is a job of its own.
  skipErrorChecking: true,
  // Members say in their interface's docstring, or by name and type, what they are.
  requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable'],
  packagesRequiringDocumentation: packages,
  validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true },
});
const project = await app.convert();
if (project === undefined) process.exit(1);
for (const entry of project.children) entry.name = entries.get(entry.sources[0].fileName) ?? entry.name;
const missing = [...entries.values()].filter((name) => !project.children.some((each) => each.name === name));
if (missing.length > 0) app.logger.error(`nothing is documented of ${missing.join(', ')}`);
for (const name of packages) {
  // typedoc looks for types that are not exported in one package only: the one that the project bears the name of.
  project.packageName = name;
  app.validate(project);
}
await app.generateOutputs(project);
const { errorCount, warningCount, validationWarningCount } = app.logger;
if (errorCount + warningCount + validationWarningCount > 0) process.exit(1);
