// Numbers as people read them: 17621 is shown as 17.6k.

export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 100_000) return `${Math.floor(count / 100) / 10}k`;
  return `${Math.floor(count / 1000)}k`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
