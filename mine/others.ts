export interface P { a: number }
// a comment
export async function later(p: P): Promise<number> {
  await Promise.resolve();
  const value: number = p.a;
  if (value > 1) throw new RangeError(`too large: ${value}`);
  return value;
}
