import protobuf from 'protobufjs';

/** Numbers of the fields of ONNX's messages, from onnx.proto3. */
const model = { irVersion: 1, graph: 7, opsetImport: 8 };
const graph = { node: 1, name: 2, input: 11, output: 12 };
const node = { input: 1, output: 2, opType: 4, attribute: 5 };
const attribute = { name: 1, i: 3, type: 20 };
const integerAttribute = 2;
const float32 = 1;

/** Bytes of a model with one node: LpNormalization of float32 [rows, length] along the last axis, p = 2. */
export function lpNormalizationModel(rows, length) {
  const writer = () => protobuf.Writer.create();
  const string = (field) => (field << 3) | 2;
  const number = (field) => field << 3;
  const sub = (to, field, bytes) => to.uint32(string(field)).bytes(bytes);
  const dimension = (size) => writer().uint32(number(1)).int64(size).finish();
  const shape = () => sub(sub(writer(), 1, dimension(rows)), 1, dimension(length)).finish();
  const tensor = () => sub(writer().uint32(number(1)).int32(float32), 2, shape()).finish();
  const value = (name) =>
    sub(writer().uint32(string(1)).string(name), 2, sub(writer(), 1, tensor()).finish()).finish();
  const integer = (name, i) =>
    writer()
      .uint32(string(attribute.name))
      .string(name)
      .uint32(number(attribute.i))
      .int64(i)
      .uint32(number(attribute.type))
      .int32(integerAttribute)
      .finish();
  const lpNormalization = writer()
    .uint32(string(node.input))
    .string('x')
    .uint32(string(node.output))
    .string('y')
    .uint32(string(node.opType))
    .string('LpNormalization');
  sub(lpNormalization, node.attribute, integer('axis', -1));
  sub(lpNormalization, node.attribute, integer('p', 2));
  const body = writer();
  sub(body, graph.node, lpNormalization.finish());
  body.uint32(string(graph.name)).string('lp-normalization');
  sub(body, graph.input, value('x'));
  sub(body, graph.output, value('y'));
  const opset = writer().uint32(string(1)).string('').uint32(number(2)).int64(13).finish();
  const whole = writer().uint32(number(model.irVersion)).int64(8);
  sub(whole, model.graph, body.finish());
  return sub(whole, model.opsetImport, opset).finish();
}
