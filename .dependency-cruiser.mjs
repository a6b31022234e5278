// Every arrow points at core: backends import core and nothing else of ours, never each other; but for wasm, which
// leaves to cpu's kernels what its own are not certain of (docs/decisions/0009-wasm-stands-on-cpu.md).
const own = '^packages/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'core-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^packages/core/src/' },
      to: { path: '^(packages/(?!core/)|tools/|benchmarks/)' },
    },
    {
      name: 'backends-import-core-alone',
      severity: 'error',
      from: { path: '^packages/(?!core/|unitsphere/|tfjs/|wasm/)([^/]+)/src/' },
      to: { path: '^packages/(?!core/)', pathNot: '^packages/$1/' },
    },
    {
      name: 'wasm-imports-core-and-cpu',
      severity: 'error',
      from: { path: '^packages/wasm/src/' },
      to: { path: '^packages/(?!core/|cpu/|wasm/)' },
    },
    {
      name: 'tfjs-imports-core-and-kernels',
      severity: 'error',
      from: { path: '^packages/tfjs/src/' },
      to: { path: '^packages/(?!core/|cpu/|wasm/|webgl/|webgpu/|tfjs/)' },
    },
    {
      name: 'sources-import-no-tests',
      severity: 'error',
      from: { pathNot: '^(packages/[^/]+|tools|benchmarks|benchmarks/page)/test/' },
      to: { path: '^(packages/[^/]+|tools|benchmarks|benchmarks/page)/test/' },
    },
    {
      name: 'nothing-imports-tools-or-benchmarks',
      severity: 'error',
      // But for tests that need a browser.
      from: { pathNot: '^(tools|benchmarks|consumers|packages/[^/]+/test)/' },
      to: { path: '^(tools|benchmarks)/' },
    },
    {
      name: 'tests-import-the-browser-alone-of-tools',
      severity: 'error',
      from: { path: '^packages/[^/]+/test/' },
      to: { path: '^(tools|benchmarks)/', pathNot: '^tools/browser/' },
    },
    {
      name: 'nothing-imports-consumers',
      severity: 'error',
      from: { pathNot: '^consumers/' },
      to: { path: '^consumers/' },
    },
    {
      name: 'consumers-import-packages-from-programs-alone',
      severity: 'error',
      // What tests see of them comes from tarballs.
      from: { path: '^consumers/', pathNot: '^consumers/programs/' },
      to: { path: '^(packages|benchmarks)/' },
    },
    {
      name: 'what-runs-in-browsers-imports-nothing-of-node',
      severity: 'error',
      from: {
        path: '^packages/(core|cpu|conformance|tfjs|webgl|webgpu)/src/',
        pathNot: '^packages/conformance/src/command',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-import-each-other-by-name',
      severity: 'error',
      from: { path: `${own}src/` },
      to: {
        path: own,
        pathNot: '^packages/$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased'],
      },
    },
    {
      name: 'what-pages-measure-imports-nothing-of-node',
      severity: 'error',
      from: {
        path: '^benchmarks/([a-z0-9-]+|page/src/.+|scoreboard/[a-z-]+|places/page)\\.ts$',
        pathNot: '^benchmarks/(bench-arguments|machine|main|update-tables)\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies-in-sources',
      severity: 'error',
      from: { path: `${own}src/` },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'npm-peer'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^benchmarks/(peers/node_modules|python/.venv)/' },
    tsConfig: { fileName: 'tsconfig.check.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
