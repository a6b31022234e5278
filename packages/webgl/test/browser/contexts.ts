/** A WebGL2 context that nobody sees. */
export function newContext(): WebGL2RenderingContext {
  return new OffscreenCanvas(1, 1).getContext('webgl2')!;
}

/** What a context has made and deleted since it was watched. */
export interface Counts {
  textures: number;
  deletedTextures: number;
  buffers: number;
  deletedBuffers: number;
  framebuffers: number;
  deletedFramebuffers: number;
  programs: number;
}

export function watched(context: WebGL2RenderingContext): Counts {
  const counts: Counts = {
    textures: 0,
    deletedTextures: 0,
    buffers: 0,
    deletedBuffers: 0,
    framebuffers: 0,
    deletedFramebuffers: 0,
    programs: 0,
  };
  const methods = {
    createTexture: 'textures',
    deleteTexture: 'deletedTextures',
    createBuffer: 'buffers',
    deleteBuffer: 'deletedBuffers',
    createFramebuffer: 'framebuffers',
    deleteFramebuffer: 'deletedFramebuffers',
    createProgram: 'programs',
  } as const;
  for (const [method, count] of Object.entries(methods)) {
    around(context, method, (call, args) => {
      counts[count]++;
      return call(...args);
    });
  }
  return counts;
}

/** Has a method of a context go through `change`. */
export function around(
  context: WebGL2RenderingContext,
  method: string,
  change: (call: (...args: unknown[]) => unknown, args: unknown[]) => unknown,
): void {
  const methods = context as unknown as Record<string, (...args: unknown[]) => unknown>;
  const call = methods[method]!.bind(context);
  methods[method] = (...args) => change(call, args);
}
