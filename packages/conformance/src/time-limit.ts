/** What is watched, and how it is told. */
interface Watch {
  readonly milliseconds: number;
  /** A number that moves while the work does. */
  progress(): number;
  /** What is waited for, in words. */
  doing(): string;
}

/** Rejects where `work` neither settles nor moves for so long. A loop that never yields cannot be seen from here. */
export async function timeLimited<T>(work: Promise<T>, watch: Watch): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    const arm = (seen: number): void => {
      timer = setTimeout(() => {
        const now = watch.progress();
        if (now !== seen) arm(now);
        else reject(new Error(`${watch.doing()} did not settle within ${watch.milliseconds} ms`));
      }, watch.milliseconds);
    };
    arm(watch.progress());
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
