/** A value as Python writes it down; tuples and lists are both arrays, dicts are maps with string keys. */
export type PythonLiteral =
  | string
  | number
  | boolean
  | null
  | readonly PythonLiteral[]
  | ReadonlyMap<string, PythonLiteral>;

const token = /\s*(?:([{}()[\],:])|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+)L?|(True|False|None))/y;

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** Deeper than any dtype that NumPy describes, and far from the end of the stack. */
const deepest = 32;

/**
 * Reads one Python literal of dicts, tuples, lists, strings, integers, booleans and None, with nothing after it.
 * Escapes in strings stay as they are. Throws `SyntaxError` with the position.
 */
export function parsePythonLiteral(text: string): PythonLiteral {
  let at = 0;
  let depth = 0;

  const unexpected = (expected: string): SyntaxError => {
    const rest = text.slice(at).trimStart();
    const found = rest === '' ? 'the end' : JSON.stringify(rest.slice(0, 20));
    return new SyntaxError(`expected ${expected} at character ${at}, got ${found}`);
  };
  const next = (): RegExpExecArray | undefined => {
    token.lastIndex = at;
    return token.exec(text) ?? undefined;
  };
  const accept = (mark: string): boolean => {
    const match = next();
    if (match?.[1] !== mark) return false;
    at += match[0].length;
    return true;
  };
  /** Items up to `close`, and whether a comma follows the last: `(3)` is a number, `(3,)` a tuple. */
  const items = <T>(close: string, item: () => T): { list: T[]; comma: boolean } => {
    const list: T[] = [];
    let comma = true;
    if (++depth > deepest) throw unexpected(`at most ${deepest} brackets in each other`);
    while (!accept(close)) {
      if (!comma) throw unexpected(`"," or "${close}"`);
      list.push(item());
      comma = accept(',');
    }
    depth--;
    return { list, comma };
  };
  const entry = (): [string, PythonLiteral] => {
    const key = value();
    if (typeof key !== 'string' || !accept(':')) throw unexpected('a string key and ":"');
    return [key, value()];
  };
  const value = (): PythonLiteral => {
    const match = next();
    if (match === undefined) throw unexpected('a value');
    const [whole, mark, single, double, integer, constant] = match;
    at += whole.length;
    if (mark === '(') {
      const { list, comma } = items(')', value);
      return list.length === 1 && !comma ? list[0]! : list;
    }
    if (mark === '[') return items(']', value).list;
    if (mark === '{') return new Map(items('}', entry).list);
    if (mark !== undefined) {
      at -= whole.length;
      throw unexpected('a value');
    }
    if (integer !== undefined) return Number(integer);
    if (constant !== undefined) return constants.get(constant)!;
    return single ?? double!;
  };

  const result = value();
  if (text.slice(at).trim() !== '') throw unexpected('the end');
  return result;
}
