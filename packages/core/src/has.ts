/** Whether `value` is an object with a property `name`, its own or inherited. */
export function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && name in value;
}
