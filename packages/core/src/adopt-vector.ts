import type { Adopted } from './adopted.ts';
import { UnitsphereError } from './error.ts';
import { isFloatArray } from './float-array.ts';

/** A vector of Apache Arrow: of Float32, Float64, or lists of one size of these. */
export interface Vector {
  readonly data: readonly object[];
  readonly type: unknown;
  readonly length: number;
  readonly nullCount: number;
}

/** What is used of apache-arrow/src/vector.ts. */
interface Column {
  readonly data: readonly Data[];
  readonly type?: { readonly typeId: number; readonly listSize?: number };
  readonly length: number;
  readonly constructor: new (data: readonly Data[]) => unknown;
  getChildAt(index: 0): Column;
  unmemoize(): Column;
  toArray(): unknown;
}

/** What is used of apache-arrow/src/data.ts: one chunk. */
interface Data {
  readonly type: { readonly listSize: number };
  readonly nullCount: number;
  readonly children: readonly Data[];
  clone(
    type: object,
    offset: 0,
    length: number,
    nullCount: 0,
    buffers: readonly unknown[],
    children: readonly Data[],
  ): Data;
}

/** apache-arrow/src/enum.ts: Float16, Float32, Float64. */
const floats = 3;

/** Several chunks are put together; the result is one. Throws `invalid-values`. */
export function adoptVector(vector: Vector): Adopted {
  const column = vector as unknown as Column;
  const shape = [column.length];
  let values = column;
  requireNoNulls(values);
  while (values.type?.listSize !== undefined) {
    shape.push(values.type.listSize);
    values = values.getChildAt(0);
    requireNoNulls(values);
  }
  const input = values.type?.typeId === floats ? values.toArray() : undefined;
  if (!isFloatArray(input)) {
    throw new UnitsphereError(
      'invalid-values',
      `an Arrow vector must hold Float32, Float64 or fixed-size lists of these, got ${column.data[0]!.type}`,
    );
  }
  return {
    input,
    shape,
    like(result) {
      const remade = (part: Data, length: number): Data => {
        const children = part.children.map((child) => remade(child, length * part.type.listSize));
        return part.clone(part.type, 0, length, 0, children.length > 0 ? [] : [undefined, result], children);
      };
      // A memoized vector would keep what it was.
      const Kind = column.unmemoize().constructor;
      return new Kind([remade(column.data[0]!, column.length)]);
    },
  };
}

function requireNoNulls({ data }: Column): void {
  if (!data.some(({ nullCount }) => nullCount > 0)) return;
  throw new UnitsphereError(
    'invalid-values',
    'this Arrow vector has nulls: leave them out or fill them first',
  );
}
