import { type serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { UnitsphereError } from '@unitsphere/core';
import { inferShape, type Shapes } from './infer-shape.ts';
import { pickArguments } from './layer-arguments.ts';
import type { CallArguments } from './masked-steps.ts';

/**
 * What stands for the Python function of a Lambda layer. It gets the layer's input, a tensor (where the layer has
 * several, a list: which of the two, the model decides), and the layer's `arguments`.
 */
export type LambdaFunction = (
  inputs: Tensor & Tensor[],
  given: Readonly<Record<string, unknown>>,
) => Tensor | Tensor[];

/** Functions by the name of their layer. */
export type Lambdas = Readonly<Record<string, LambdaFunction>>;

/**
 * Keras's layer `Lambda`, whose code is the function in `lambdas` of the layer's name. As in Keras, a mask ends here.
 * The output's shape is Keras's `output_shape` where that is numbers, else that of the function's result for zeros.
 * Reading a model throws `unknown-lambda` for a name without a function.
 */
export function createLambda(
  lambdas: Lambdas,
): serialization.SerializableConstructor<serialization.Serializable> {
  return class Lambda extends layers.Layer {
    static readonly className: string = 'Lambda';

    private readonly saved: SavedLambda;
    private readonly compute: (inputs: Tensor[]) => Tensor | Tensor[];

    constructor(given: { saved: SavedLambda; name: string }) {
      super(given);
      this.saved = given.saved;
      const run = requireLambda(lambdas, given.name);
      const named = Object.freeze({ ...given.saved.arguments });
      this.compute = (inputs) => run((inputs.length === 1 ? inputs[0] : inputs) as Tensor & Tensor[], named);
    }

    override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
      return tidy(() => {
        this.invokeCallHook(inputs, kwargs);
        // tfjs hands one object from layer to layer with the last mask in it, which the next LSTM would still obey.
        if (kwargs) kwargs.mask = null;
        return this.compute(Array.isArray(inputs) ? inputs : [inputs]);
      });
    }

    override computeMask(): Tensor {
      return null as unknown as Tensor;
    }

    override computeOutputShape(inputShape: Shapes): Shapes {
      const own = this.saved.output_shape ?? this.saved.outputShape;
      const batch = Array.isArray(inputShape[0]) ? inputShape[0][0]! : inputShape[0]!;
      if (isSizes(own)) return [batch as number | null, ...own];
      return inferShape(this.compute, inputShape);
    }

    override getConfig(): serialization.ConfigDict {
      return { ...super.getConfig(), keras: { name: JSON.stringify(this.saved) } };
    }

    static override fromConfig<T extends serialization.Serializable>(
      cls: serialization.SerializableConstructor<T>,
      config: serialization.ConfigDict,
    ): T {
      return new cls({ ...pickArguments(config, []), saved: savedLambda(config) });
    }
  };
}

/** The config that Keras wrote: code, arguments, output shape. tfjs's spelling where tfjs read it by itself. */
interface SavedLambda {
  readonly [key: string]: unknown;
  readonly arguments?: object | null;
  readonly output_shape?: unknown;
  readonly outputShape?: unknown;
}

/** Of all strings in a config, tfjs respells all but those named `name`. */
export function wrapLambdaConfig(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { name, trainable, batch_input_shape, dtype } = config;
  const own = { name, trainable, batch_input_shape, dtype };
  const known = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), keras: { name: JSON.stringify(config) } };
}

function savedLambda({ customObjects, keras, ...config }: serialization.ConfigDict): SavedLambda {
  const wrapped = (keras as { name?: unknown } | undefined)?.name;
  return typeof wrapped === 'string' ? JSON.parse(wrapped) : (config as SavedLambda);
}

function isSizes(shape: unknown): shape is (number | null)[] {
  return Array.isArray(shape) && shape.every((size) => size === null || Number.isInteger(size));
}

function requireLambda(lambdas: Lambdas, name: string): LambdaFunction {
  const found = Object.hasOwn(lambdas, name) ? lambdas[name] : undefined;
  if (typeof found === 'function') return found;
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
  throw new UnitsphereError<'unknown-lambda'>(
    'unknown-lambda',
    `layer ${name} is a Lambda, whose Python code cannot run here; give it a function before the model is loaded: ` +
      `registerLayers(tf, { lambdas: { ${key}: (x) => l2Normalize(x, { axis: -1, like: 'keras2' }) } })`,
  );
}
