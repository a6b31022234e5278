/** What was started, and how to give it back. */
interface Hold<T> {
  readonly held: T;
  end(): void;
}

/** A start that several share: the first starts it, and when all that hold it have ended, it ends. */
export function sharedStart<T>(start: () => Promise<T>, end: (held: T) => void): () => Promise<Hold<T>> {
  let pending: Promise<T> | undefined;
  let holders = 0;
  return async () => {
    holders++;
    pending ??= start();
    const leave = (): boolean => {
      holders--;
      if (holders === 0) pending = undefined;
      return holders === 0;
    };
    const held = await pending.catch((error: unknown) => {
      leave();
      throw error;
    });
    return {
      held,
      end() {
        if (leave()) end(held);
      },
    };
  };
}
