import { expect, test } from 'vitest';
import { formatNpyHeader, type NpyHeader, readNpyHeader } from '../src/npy-header.ts';
import { npy } from './npy.ts';

function read(bytes: Uint8Array): Promise<{ header: NpyHeader; bytes: number }> {
  let at = 0;
  const take = async (count: number): Promise<Uint8Array> => {
    const part = bytes.subarray(at, at + count);
    at += part.length;
    return part;
  };
  return readNpyHeader(take, 'x.npy');
}

const none = new Float32Array(0);

test.each([1, 2, 3] as const)('format version %i is read', async (version) => {
  const file = npy(new Float32Array(6), { shape: [2, 3], version });
  expect(await read(file)).toEqual({
    header: { dtype: 'float32', byteOrder: '<', fortranOrder: false, shape: [2, 3] },
    bytes: file.length - 24,
  });
});

test.each([
  { dtype: 'float32', byteOrder: '<', fortranOrder: false, shape: [] },
  { dtype: 'float32', byteOrder: '<', fortranOrder: true, shape: [2, 3] },
  { dtype: 'float64', byteOrder: '>', fortranOrder: false, shape: [7] },
  { dtype: 'float64', byteOrder: '<', fortranOrder: true, shape: new Array(40_000).fill(1) },
] satisfies NpyHeader[])(
  'what is written is read again, and ends at a multiple of 64 (%#)',
  async (header) => {
    const bytes = formatNpyHeader(header);
    expect(await read(bytes)).toEqual({ header, bytes: bytes.length });
    expect(bytes.length % 64).toBe(0);
    expect(bytes.at(-1)).toBe(0x0a);
  },
);

test('a header at the end of version 1 and the first of version 2 are both right', async () => {
  for (let rank = 21_780; rank < 21_850; rank++) {
    const header: NpyHeader = {
      dtype: 'float32',
      byteOrder: '<',
      fortranOrder: false,
      shape: new Array(rank).fill(1),
    };
    const bytes = formatNpyHeader(header);
    expect((await read(bytes)).bytes).toBe(bytes.length);
  }
});

test.each([
  ['file-empty', 'no bytes', Buffer.alloc(0), 'x.npy is empty'],
  ['not-npy', 'a ZIP archive', Buffer.from('PK\x03\x04 and more'), 'starts with 50 4b 03 04 20 61'],
  ['not-npy', 'one wrong byte', Buffer.from('X'), 'starts with 58, expected 93 4e 55 4d 50 59'],
  ['file-truncated', 'half the magic', Buffer.from('\x93NUM', 'latin1'), 'expected 8 bytes, got 4'],
  ['file-truncated', 'no length', Buffer.from('\x93NUMPY\x01\x00', 'latin1'), 'expected 10 bytes, got 8'],
  ['file-truncated', 'half a header', npy(none).subarray(0, 20), 'got 20'],
  ['npy-version', 'version 4', Buffer.from('\x93NUMPY\x04\x00', 'latin1'), 'version 4.0; expected 1.0'],
  ['npy-version', 'version 1.1', Buffer.from('\x93NUMPY\x01\x01', 'latin1'), 'version 1.1'],
  [
    'npy-header',
    'a length of 4 GiB',
    Buffer.from('\x93NUMPY\x02\x00\xff\xff\xff\xff', 'latin1'),
    'claims to be 4294967295 bytes long; at most 1048576',
  ],
  [
    'npy-header',
    'broken UTF-8 in version 3',
    Buffer.from('\x93NUMPY\x03\x00\x01\x00\x00\x00\xff', 'latin1'),
    'not UTF-8',
  ],
] as const)('%s: %s', async (code, _, bytes, words) => {
  await expect(read(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
});

test.each([
  ['a list of keys', "['descr']", 'expected a dict'],
  ['a missing key', "{'descr': '<f4', 'shape': ()}", 'got descr, shape'],
  [
    'a key too many',
    "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'x': 1}",
    'got descr, fortran_order, shape, x',
  ],
  ['an order of 1', "{'descr': '<f4', 'fortran_order': 1, 'shape': ()}", 'neither True nor False'],
  ['a shape of 3', "{'descr': '<f4', 'fortran_order': False, 'shape': (3)}", 'not a tuple of integers'],
  [
    'a shape of True',
    "{'descr': '<f4', 'fortran_order': False, 'shape': (True,)}",
    'not a tuple of integers',
  ],
  ['a negative dimension', "{'descr': '<f4', 'fortran_order': False, 'shape': (2, -1)}", '-1'],
  [
    'more values than can be counted',
    "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}",
    'a product below 2^53',
  ],
  ['no Python', 'fn main() {}', 'expected a value'],
])('a header with %s is malformed', async (_, header, words) => {
  await expect(read(npy(none, { header }))).rejects.toMatchObject({
    code: 'npy-header',
    message: expect.stringContaining(words),
  });
});

test.each(['<i4', '|b1', '<f2', '<c8', '|O', '<U3', '=f4', 'f4', '<f16', ''])(
  'dtype %s is refused by its name',
  async (descr) => {
    const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (0,)}`;
    await expect(read(npy(none, { header }))).rejects.toMatchObject({
      code: 'unsupported-dtype',
      message: `x.npy holds dtype ${descr}; expected float32 (<f4, >f4) or float64 (<f8, >f8)`,
    });
  },
);
