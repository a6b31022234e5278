/** What is used of protobufjs. */
export type Protobuf = Pick<typeof import('protobufjs'), 'Root'>;

export interface LpNormalization {
  readonly dtype: 'float32' | 'float64';
  /** A name stands for a size that is not known yet. */
  readonly dims: readonly (number | string)[];
  readonly axis: number;
}

const field = (id: number, type: string) => ({ id, type });
const list = (id: number, type: string) => ({ id, type, rule: 'repeated' });

/** The messages of a model with one node, as far as they are needed: from onnx.proto3. */
const messages = {
  ModelProto: {
    irVersion: field(1, 'int64'),
    graph: field(7, 'GraphProto'),
    opsetImport: list(8, 'OperatorSetIdProto'),
  },
  OperatorSetIdProto: { domain: field(1, 'string'), version: field(2, 'int64') },
  GraphProto: {
    node: list(1, 'NodeProto'),
    name: field(2, 'string'),
    input: list(11, 'ValueInfoProto'),
    output: list(12, 'ValueInfoProto'),
  },
  NodeProto: {
    input: list(1, 'string'),
    output: list(2, 'string'),
    opType: field(4, 'string'),
    attribute: list(5, 'AttributeProto'),
  },
  AttributeProto: { name: field(1, 'string'), i: field(3, 'int64'), type: field(20, 'int32') },
  ValueInfoProto: { name: field(1, 'string'), type: field(2, 'TypeProto') },
  TypeProto: { tensorType: field(1, 'TensorTypeProto') },
  TensorTypeProto: { elemType: field(1, 'int32'), shape: field(2, 'TensorShapeProto') },
  TensorShapeProto: { dim: list(1, 'DimensionProto') },
  DimensionProto: { dimValue: field(1, 'int64'), dimParam: field(2, 'string') },
};

/** Of `TensorProto.DataType` and `AttributeProto.AttributeType`. */
const elementTypes = { float32: 1, float64: 11 };
const integerAttribute = 2;

/** Bytes of an ONNX model with one node: LpNormalization from `x` to `y`, p = 2. */
export function lpNormalizationModel(protobuf: Protobuf, { dtype, dims, axis }: LpNormalization): Uint8Array {
  const nested = Object.entries(messages).map(([name, fields]) => [name, { fields }] as const);
  const model = protobuf.Root.fromJSON({ nested: Object.fromEntries(nested) }).lookupType('ModelProto');
  const dim = dims.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  const type = { tensorType: { elemType: elementTypes[dtype], shape: { dim } } };
  const integer = (name: string, i: number) => ({ name, i, type: integerAttribute });
  const message = model.fromObject({
    // Every provider has the operator of this version.
    irVersion: 8,
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'lp-normalization',
      input: [{ name: 'x', type }],
      output: [{ name: 'y', type }],
      node: [
        {
          opType: 'LpNormalization',
          input: ['x'],
          output: ['y'],
          attribute: [integer('axis', axis), integer('p', 2)],
        },
      ],
    },
  });
  return model.encode(message).finish();
}
