import { conformance } from '@unitsphere/conformance';
import { afterAll, expect, test } from 'vitest';
import { slot } from '../src/pool/control.ts';
import { arenaBackend } from './arena-backend.ts';
import { letWorkersBegin, sharing, watch } from './pool-workers.ts';

const { started, unwatch } = watch();
const restore = letWorkersBegin();
const create = async () => arenaBackend(await sharing({ arena: 2 ** 28 }));

conformance({ test, create, share: 0.01 });

afterAll(() => {
  restore();
  unwatch();
  const busy = started.filter(({ words, slotAt }) => words[slotAt + slot.job]! > 0);
  console.info(`workers took part in ${busy.length} of ${started.length} pools`);
  expect(busy.length).toBeGreaterThan(0);
});
