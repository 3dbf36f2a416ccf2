// A response that goes on with server-sent events for as long as its client and its source are there.

/** Where the events come from. */
export interface EventsOfStream {
  /** The next events as their lines; undefined when there will be none any more. */
  next(): Promise<string | undefined>;
  /** Called once, when nobody listens any more. */
  stop(): void;
}

/** Often enough for proxies, and to notice that nobody is there. */
const SIGN_OF_LIFE_MS = 15_000;
const SIGN_OF_LIFE = ": nothing new\n\n";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "x-accel-buffering": "no",
} as const;

export function eventLines(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** `greeting` is a comment, told at once so that the headers leave; the source listens by then. */
export function eventStream(
  { method, signal }: Request,
  greeting: string,
  source: EventsOfStream,
): { readonly response: Response; end(): void } {
  const body = new EventBody(source);
  const end = () => body.end();
  // Nobody reads the stream of a HEAD, and who has gone already will not go again.
  if (method === "HEAD" || signal.aborted) end();
  else signal.addEventListener("abort", end);
  if (method === "HEAD") return { response: new Response(null, { headers }), end };
  return { response: new Response(body.open(greeting), { headers }), end };
}

class EventBody {
  readonly #source: EventsOfStream;
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #coming: Promise<string | undefined> | undefined;
  #isOver = false;

  constructor(source: EventsOfStream) {
    this.#source = source;
  }

  open(greeting: string): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          controller.enqueue(this.#encoder.encode(`: ${greeting}\nretry: 1000\n\n`));
          if (this.#isOver) controller.close();
          else this.#controller = controller;
        },
        pull: () => this.#pull(),
        cancel: () => {
          this.#controller = undefined;
          this.end();
        },
      },
      // Nothing is looked up before somebody reads it.
      { highWaterMark: 0 },
    );
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#source.stop();
    this.#controller?.close();
  }

  async #pull(): Promise<void> {
    const lines = await this.#nextOrSilence();
    if (this.#isOver) return;
    if (lines === undefined) this.end();
    else this.#controller?.enqueue(this.#encoder.encode(lines));
  }

  async #nextOrSilence(): Promise<string | undefined> {
    this.#coming ??= this.#source.next();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<typeof SIGN_OF_LIFE>((resolve) => {
      timer = setTimeout(() => resolve(SIGN_OF_LIFE), SIGN_OF_LIFE_MS).unref();
    });
    const lines = await Promise.race([this.#coming, silence]);
    clearTimeout(timer);
    if (lines !== SIGN_OF_LIFE) this.#coming = undefined;
    return lines;
  }
}
