import type { Contender, Prepared, Started, Work } from '../contender.ts';
import { takingAllBut } from '../contenders/taking-all-but.ts';
import { installed } from './installed.ts';

type Transformers = typeof import('@huggingface/transformers');

/** `Tensor.normalize` of transformers.js, which pipelines of embeddings call: any axis, float32 or float64. */
export function transformers(): Contender {
  return {
    name: 'transformers.js Tensor.normalize',
    kind: 'peer',
    roof: 'Float32Array.set',
    without: takingAllBut({ gradient: 'it has no gradients' }),
    start,
  };
}

async function start(): Promise<Started> {
  const { module, version } = installed<Transformers>('@huggingface/transformers');
  const { Tensor } = module;
  const prepare = ({ scenario, x }: Work): Prepared => {
    const { dtype, axis, task } = scenario;
    const tensor = (values: Work['x']) => new Tensor(dtype, values, [...scenario.shape]);
    const fresh = () => tensor(task === 'in-place' ? x.slice() : x);
    let input = fresh();
    const run = () => (task === 'in-place' ? input.normalize_(2, axis) : input.normalize(2, axis));
    return {
      run,
      result() {
        input = fresh();
        return (run().data as Work['x']).slice();
      },
      end() {},
    };
  };
  return {
    version: `@huggingface/transformers ${version}`,
    prepare,
    normalize: (values, rows, length) =>
      new Tensor('float32', values, [rows, length]).normalize(2, -1).data as Float32Array,
  };
}
