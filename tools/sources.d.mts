export const fromSources: {
  readonly name: string;
  readonly enforce: 'pre';
  readonly resolveId: {
    readonly filter: { readonly id: RegExp };
    readonly handler: (id: string) => string | undefined;
  };
};
