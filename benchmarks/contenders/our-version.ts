import manifest from '../../packages/unitsphere/package.json' with { type: 'json' };

/** All our packages have one. */
export const ourVersion: string = manifest.version;
