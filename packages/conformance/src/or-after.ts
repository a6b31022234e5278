/** What ended or hung a worker may have been left running by the case before. */
export function orAfter(reason: string, before: string | undefined): string {
  return before === undefined ? reason : `${reason}, in this case or after ${JSON.stringify(before)}`;
}
