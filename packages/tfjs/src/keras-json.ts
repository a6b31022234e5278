export type Json = null | boolean | number | string | Json[] | JsonObject;

/** Any object; by name, what is read of Keras's. */
export interface JsonObject {
  readonly [key: string]: Json;
  readonly args?: Json;
  readonly backward_layer?: Json;
  readonly center?: Json;
  readonly class_name?: Json;
  readonly config?: Json;
  readonly dtype?: Json;
  readonly input_layers?: Json;
  readonly keras_history?: Json;
  readonly keras_version?: Json;
  readonly layer?: Json;
  readonly layers?: Json;
  readonly like?: Json;
  readonly mask?: Json;
  readonly mask_value?: Json;
  readonly mask_zero?: Json;
  readonly model_config?: Json;
  readonly name?: Json;
  readonly scale?: Json;
}

/** A layer or a model as Keras writes it. */
export interface KerasObject extends JsonObject {
  readonly class_name: string;
  readonly config: JsonObject;
}

/** A layer of a functional model, with its name and what it is called with. */
export interface KerasLayer extends KerasObject {
  readonly name: string;
  readonly inbound_nodes: Json[];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isKerasObject(value: unknown): value is KerasObject {
  return isObject(value) && typeof value.class_name === 'string' && isObject(value.config);
}

/** The layers of a model; none where it is not a model. */
export function layersOf({ config }: KerasObject): KerasObject[] {
  const { layers } = config;
  return Array.isArray(layers) ? layers.filter(isKerasObject) : [];
}
