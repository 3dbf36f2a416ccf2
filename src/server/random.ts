// Chance that repeats: a small seeded generator, and ids made from it.

export type SavedRandom = readonly [a: number, b: number, c: number, counter: number];

/** The sfc32 generator, seeded through a few rounds so that near seeds give far sequences. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#a = 0x9e3779b9;
    this.#b = seed | 0;
    this.#c = (seed / 0x1_0000_0000) | 0;
    for (let round = 0; round < 15; round += 1) this.uint32();
  }

  /** What goes on from here, for `load`. */
  save(): SavedRandom {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  load([a, b, c, counter]: SavedRandom): void {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }

  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** That many lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.uint32().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  }

  /** That many characters of the URL-safe base64 alphabet. */
  base64url(length: number): string {
    const bytes = Buffer.alloc(Math.ceil((length * 3) / 4 / 4) * 4 + 4);
    for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(this.uint32(), at);
    return bytes.toString("base64url").slice(0, length);
  }

  guid(): string {
    return guidFrom(this.hex(32));
  }
}

/** A version 4 GUID from 32 hexadecimal digits. */
export function guidFrom(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
