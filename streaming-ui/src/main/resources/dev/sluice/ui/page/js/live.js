// What the program says by itself: its summary and the batches that ended.

const QUIET_MS = 15_000;
const AGAIN_MS = 2_000;

/** Holds the newest of both. `changed` is called after each event and whenever `state` changes. */
export class Live {
  /** CONNECTING, LIVE, LOST (tries again) or ENDED (the program has). */
  state = "CONNECTING";
  summary = null;
  /** The batches that ended, oldest first: {time, records, perStream, scheduling, processing, total, failed}. */
  batches = [];
  streams = [];
  #changed;
  #source = null;
  #heardAt = 0;
  #timer = null;
  #paused = false;

  constructor(changed) {
    this.#changed = changed;
  }

  /** Connects, and again for as long as the program has not said that it ends. */
  start() {
    this.#connect();
    this.#timer ??= setInterval(() => this.#check(), 1000);
  }

  /** Tells this program from the next one at the address; null unless it is there and has started. */
  get program() {
    return this.state === "LIVE" ? (this.summary?.startedAtMs ?? null) : null;
  }

  /** Lets go of the connection while nobody looks: a browser has only a few for one program. */
  pause() {
    this.#paused = this.#source !== null;
    this.#source?.close();
  }

  /** Connects again if it was paused. */
  resume() {
    if (this.#paused && this.state !== "ENDED") {
      this.#paused = false;
      this.#connect();
    }
  }

  #connect() {
    this.#source?.close();
    this.#heardAt = Date.now();
    let first = true;
    const source = new EventSource("api/v1/events");
    this.#source = source;
    source.addEventListener("summary", (event) => {
      this.summary = JSON.parse(event.data);
      this.#heard("LIVE");
    });
    source.addEventListener("points", (event) => {
      this.#add(JSON.parse(event.data), first);
      first = false;
      this.#heard("LIVE");
    });
    source.addEventListener("end", (event) => {
      source.close();
      if (this.summary) {
        this.summary = { ...this.summary, state: JSON.parse(event.data).state };
      }
      this.#heard("ENDED");
    });
    source.onerror = () => {
      source.close();
      if (source === this.#source && this.state !== "ENDED") {
        this.#heardAt = Date.now();
        this.#become("LOST");
      }
    };
  }

  #check() {
    if (this.#paused) {
      return;
    }
    const quiet = Date.now() - this.#heardAt;
    if (this.state === "LIVE" && quiet > QUIET_MS) {
      this.#become("LOST");
    }
    if (this.state === "LOST" && quiet > AGAIN_MS) {
      this.#connect();
    }
  }

  #heard(state) {
    this.#heardAt = Date.now();
    this.#become(state);
  }

  #become(state) {
    this.state = state;
    this.#changed();
  }

  #add(points, first) {
    const rows = points.timesMs.map((time, i) => ({
      time,
      records: points.records[i],
      perStream: Object.fromEntries(points.streams.map(({ id }) => [id, points.recordsPerSecond[id]?.[i] ?? null])),
      scheduling: points.schedulingDelayMs[i],
      processing: points.processingTimeMs[i],
      total: points.totalDelayMs[i],
      failed: points.failed[i],
    }));
    const all = first ? rows : this.batches.concat(rows);
    // With several jobs at once a batch may end after a later one.
    all.sort((a, b) => a.time - b.time);
    this.batches = all.slice(-(this.summary?.batches.retainedMax ?? 1000));
    this.streams = points.streams;
  }
}
