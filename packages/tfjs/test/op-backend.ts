import {
  clone,
  grad,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor3D,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import {
  type Backend,
  type Bound,
  type Problem,
  type Read,
  type Reading,
  type Rounding,
  type RuleOptions,
  resolveRule,
  rules,
  UnitsphereError,
} from '@unitsphere/core';
import { l2Normalize } from '@unitsphere/tfjs';

/** A tensor of one axis; a given output gets another one. */
export interface Held {
  tensor: Tensor1D;
}

export const maxElements = 2 ** 24;

/** What the op claims on the backend of tfjs that is set. */
export interface Claims<R extends Reading = Reading> {
  readonly name: string;
  readonly reading: R;
  readonly rounding: Rounding;
  readonly otherOrders?: Rounding;
  readonly gradient: false | Bound;
}

/** Calls of the op by its public name, for the kit; a gradient is tfjs's own of it. */
export function opBackend<R extends Reading>(claims: Claims<R>): Backend<Held, R> {
  const { name, reading, gradient, ...precision } = claims;
  const held = new Set<Held>();
  let ended = false;
  const hold = (tensor: Tensor1D): Held => {
    const buffer = { tensor };
    held.add(buffer);
    return buffer;
  };
  const into = (output: Held | undefined, tensor: Tensor1D): Held => {
    if (output === undefined) return hold(tensor);
    live(output).dispose();
    output.tensor = tensor;
    return output;
  };
  const live = ({ tensor }: Held): Tensor1D => {
    if (!tensor.isDisposed) return tensor;
    throw new UnitsphereError('disposed', `a tensor of ${name} was used after its end`);
  };
  const none = (): never => {
    throw new UnitsphereError('unsupported', 'the op gives no norms');
  };
  return {
    name,
    capabilities: {
      reading,
      residency: 'device',
      precision: { float32: precision },
      inPlace: false,
      strided: false,
      norms: false,
      gradient,
      maxElements,
    },
    upload(values) {
      if (ended) throw new UnitsphereError('disposed', `${name} was used after its end`);
      // tfjs keeps the array that it is given.
      return hold(tensor1d(values.slice() as Float32Array));
    },
    normalize: (input, problem, output) =>
      into(
        output,
        flat(() => l2Normalize(cube(live(input), problem), optionsOf(problem))),
      ),
    gradient(input, upstream, problem, output) {
      const [x, dy] = [live(input), live(upstream)];
      const gradientOf = grad((given) => l2Normalize(given, optionsOf(problem)));
      return into(
        output,
        flat(() => gradientOf(cube(x, problem), cube(dy, problem))),
      );
    },
    normalizeWithNorms: none,
    norms: none,
    read(buffer) {
      // Another reference, for what is read while the tensor is disposed.
      const reference = clone(live(buffer));
      const read = reading === 'sync' ? readNow(reference) : readLater(reference);
      return read as Read<R, Float32Array>;
    },
    free(buffer) {
      held.delete(buffer);
      buffer.tensor.dispose();
    },
    [Symbol.dispose]() {
      ended = true;
      for (const { tensor } of held) tensor.dispose();
      held.clear();
    },
  };
}

function cube(x: Tensor, { outer, length, inner }: Problem): Tensor3D {
  return reshape(x, [outer, length, inner]);
}

function flat(result: () => Tensor): Tensor1D {
  return tidy(() => reshape(result(), [-1]));
}

function readNow(reference: Tensor): Float32Array {
  const values = reference.dataSync<'float32'>().slice();
  reference.dispose();
  return values;
}

async function readLater(reference: Tensor): Promise<Float32Array> {
  try {
    return (await reference.data<'float32'>()).slice();
  } finally {
    reference.dispose();
  }
}

function optionsOf({ p, denominator: { form, of, epsilon } }: Problem): RuleOptions & { readonly axis: 1 } {
  for (const rule of rules) {
    const options = { p, rule, ...(rule !== 'none' && { epsilon }) };
    if (rule.endsWith('-squared') && p !== 2) continue;
    const { denominator } = resolveRule(options, 'float32');
    if (denominator.form === form && denominator.of === of && denominator.epsilon === epsilon)
      return { axis: 1, ...options };
  }
  throw new RangeError(`no rule has the form ${form} of the ${of}`);
}
