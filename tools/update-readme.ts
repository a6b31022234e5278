import { readFileSync, writeFileSync } from 'node:fs';
import { readmeWithTables } from './readme.ts';

const file = new URL('../../README.md', import.meta.url);
writeFileSync(file, await readmeWithTables(readFileSync(file, 'utf8')));
