/** What somebody installs together: a folder of theirs has these packages and nothing else of ours. */
export interface ConsumerSet {
  readonly name: string;
  /** Folders of `packages/`, with those that they stand on. */
  readonly packages: readonly string[];
  /** Packages of others that somebody installs beside them, by name, in the version that is tested. */
  readonly others: Readonly<Record<string, string>>;
  /** Names in `programs/`: what is run, and in Node and Bun where that differs. */
  readonly program: string;
  readonly programInNode?: string;
  /** Where a page without a bundler finds a package that has no `exports`: paths in `node_modules`. */
  readonly imports?: Readonly<Record<string, string>>;
}

const tfjs = '4.22.0';
const tfjsModule = '@tensorflow/tfjs/dist/tf.fesm.min.js';

export const sets: readonly ConsumerSet[] = [
  { name: 'cpu', program: 'cpu', packages: ['core', 'cpu'], others: {} },
  { name: 'wasm', program: 'wasm', packages: ['core', 'cpu', 'wasm'], others: {} },
  {
    name: 'webgpu',
    program: 'webgpu',
    programInNode: 'webgpu-in-node',
    packages: ['core', 'webgpu'],
    others: { webgpu: '0.6.2' },
  },
  {
    name: 'webgl',
    program: 'webgl',
    packages: ['core', 'webgl'],
    others: { 'gpu.js': '2.24.1' },
    imports: { 'gpu.js': 'gpu.js/dist/gpu-browser.min.js' },
  },
  {
    name: 'tfjs',
    program: 'tfjs',
    packages: ['core', 'cpu', 'wasm', 'webgpu', 'tfjs'],
    others: { '@tensorflow/tfjs': tfjs, '@tensorflow/tfjs-backend-wasm': tfjs },
    imports: { '@tensorflow/tfjs': tfjsModule, '@tensorflow/tfjs-core': tfjsModule },
  },
  { name: 'conformance', program: 'conformance', packages: ['core', 'conformance'], others: {} },
  {
    name: 'unitsphere',
    program: 'unitsphere',
    packages: ['core', 'cpu', 'wasm', 'webgpu', 'unitsphere'],
    others: {},
  },
];

/** Everything that the pages of docs/ import. */
export const docs: Pick<ConsumerSet, 'name' | 'packages' | 'others'> = {
  name: 'docs',
  packages: ['core', 'cpu', 'wasm', 'webgpu', 'webgl', 'tfjs', 'conformance', 'unitsphere'],
  others: {
    '@tensorflow/tfjs': tfjs,
    '@tensorflow/tfjs-backend-wasm': tfjs,
    '@tensorflow/tfjs-backend-webgpu': tfjs,
    'apache-arrow': '21.2.0',
    'gpu.js': '2.24.1',
    ndarray: '1.1.1',
    numjs: '0.16.1',
    'onnxruntime-common': '1.30.0',
    webgpu: '0.6.2',
  },
};

/** What every program prints, wherever it runs: the bits of each element, rounded once from the exact quotient. */
export const unitBits =
  '3d0cd2c9 bd8cd2c9 3f7f3e0c 00000000 3e3af4ba 3ebaf4ba bf0c378c 3f3af4ba ' +
  '3f17e876 beca8b48 3e4a8b48 3f2c2997 00000018 01357be2 b30f2a63 3f800000\n';

/** What the program of `webgl` prints where there is no page. */
export const noWebGl = /^backend-unavailable: .*WebGL/;
