// Values sorted by a growing number: append, find, replace, remove and page without scanning; forks share what neither side changed.

// 512 keeps a removal (one splice inside a chunk) and a fork (one copied list of chunks) both under a microsecond or so at 100,000 values.
const CHUNK_SIZE = 512;

interface Chunk<Value> {
  readonly keys: number[];
  readonly values: Value[];
  /** The log that may write to this chunk; any other copies it first. */
  readonly owner: object;
}

export class OrderedLog<Value> {
  #chunks: Chunk<Value>[] = [];
  #owner: object = {};
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** A log with the same values; from now on either side copies a chunk before it writes to it. */
  fork(): OrderedLog<Value> {
    const copy = new OrderedLog<Value>();
    copy.#chunks = this.#chunks.slice();
    copy.#size = this.#size;
    this.#owner = {};
    return copy;
  }

  /** Adds a value at the end. `key` must be above every key so far. */
  append(key: number, value: Value): void {
    const last = this.#chunks.at(-1);
    const lastKey = last?.keys.at(-1);
    if (lastKey !== undefined && key <= lastKey) {
      throw new RangeError(
        `Cannot append key ${key}: the last key is ${lastKey}. Append growing keys.`,
      );
    }
    if (!last || last.keys.length >= CHUNK_SIZE) {
      this.#chunks.push({ keys: [key], values: [value], owner: this.#owner });
    } else {
      const chunk = this.#writable(this.#chunks.length - 1, last);
      chunk.keys.push(key);
      chunk.values.push(value);
    }
    this.#size += 1;
  }

  /** Puts a value in its place; false when the key is there already. */
  insert(key: number, value: Value): boolean {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index];
    if (!chunk) {
      this.append(key, value);
      return true;
    }
    const at = lowerBound(chunk.keys, key);
    if (chunk.keys[at] === key) return false;
    const written = this.#writable(index, chunk);
    written.keys.splice(at, 0, key);
    written.values.splice(at, 0, value);
    if (written.keys.length > CHUNK_SIZE) this.#split(index, written);
    this.#size += 1;
    return true;
  }

  get(key: number): Value | undefined {
    const chunk = this.#chunks[this.#chunkOf(key)];
    if (!chunk) return undefined;
    const at = lowerBound(chunk.keys, key);
    return chunk.keys[at] === key ? chunk.values[at] : undefined;
  }

  /** Puts another value under a key that is there; false when it is not. */
  replace(key: number, value: Value): boolean {
    const place = this.#find(key);
    if (!place) return false;
    this.#writable(place.index, place.chunk).values[place.at] = value;
    return true;
  }

  /** Removes a key; false when it is not there. */
  remove(key: number): boolean {
    const place = this.#find(key);
    if (!place) return false;
    const chunk = this.#writable(place.index, place.chunk);
    chunk.keys.splice(place.at, 1);
    chunk.values.splice(place.at, 1);
    if (chunk.keys.length === 0) this.#chunks.splice(place.index, 1);
    this.#size -= 1;
    return true;
  }

  lastKey(): number | undefined {
    return this.#chunks.at(-1)?.keys.at(-1);
  }

  last(): Value | undefined {
    return this.#chunks.at(-1)?.values.at(-1);
  }

  /** Up to `limit` accepted values with `from <= key < below`, the highest key first. */
  descend(
    range: { readonly below: number; readonly from: number; readonly limit: number },
    accept?: (value: Value) => boolean,
  ): Value[] {
    const found: Value[] = [];
    let index = Math.min(this.#chunkOf(range.below), this.#chunks.length - 1);
    for (; index >= 0 && found.length < range.limit; index -= 1) {
      const chunk = this.#chunks[index];
      if (!chunk) break;
      for (let at = lowerBound(chunk.keys, range.below) - 1; at >= 0; at -= 1) {
        const key = chunk.keys[at];
        const value = chunk.values[at];
        if (key === undefined || value === undefined || key < range.from) return found;
        if (accept && !accept(value)) continue;
        found.push(value);
        if (found.length === range.limit) return found;
      }
    }
    return found;
  }

  /** Every value, the lowest key first. */
  *values(): IterableIterator<Value> {
    for (const chunk of this.#chunks) yield* chunk.values;
  }

  #find(key: number): { index: number; at: number; chunk: Chunk<Value> } | undefined {
    const index = this.#chunkOf(key);
    const chunk = this.#chunks[index];
    if (!chunk) return undefined;
    const at = lowerBound(chunk.keys, key);
    return chunk.keys[at] === key ? { index, at, chunk } : undefined;
  }

  /** The first chunk whose last key is not below `key`. */
  #chunkOf(key: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const last = this.#chunks[middle]?.keys.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (last < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #split(index: number, chunk: Chunk<Value>): void {
    const half = chunk.keys.length >>> 1;
    const keys = chunk.keys.splice(half);
    const values = chunk.values.splice(half);
    this.#chunks.splice(index + 1, 0, { keys, values, owner: this.#owner });
  }

  #writable(index: number, chunk: Chunk<Value>): Chunk<Value> {
    if (chunk.owner === this.#owner) return chunk;
    const copy = { keys: chunk.keys.slice(), values: chunk.values.slice(), owner: this.#owner };
    this.#chunks[index] = copy;
    return copy;
  }
}

/** The first position whose key is not below `key`. */
function lowerBound(keys: readonly number[], key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
