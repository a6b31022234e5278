// Only compiled, never run. Each line below `@ts-expect-error` must not compile; a type that has become `any` shows as
// a directive that is not needed.
import { normalize as plain } from '@unitsphere/cpu';
import { normalize } from '@unitsphere/cpu/arrays';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

declare const given: {
  readonly data: Float32Array;
  readonly dims: readonly number[];
  readonly type: 'float32';
};
declare const tensor: { readonly shape: readonly number[]; data(): Promise<Float32Array> };

const inKind = normalize(given, { axis: 0 });
true satisfies Same<typeof inKind, typeof given>;
const array = normalize(new Float32Array(2) as Float32Array);
true satisfies Same<typeof array, Float32Array>;

// @ts-expect-error what comes back is of the input's kind
normalize(given) satisfies Float32Array;
// @ts-expect-error the entry without arrays of others
plain(given);
// @ts-expect-error data without a shape
normalize({ data: new Float32Array(2) });
// @ts-expect-error a tensor of tfjs, whose values have to be awaited first
normalize(tensor);
// @ts-expect-error integers, which say no shape
normalize(new Int32Array(2));
