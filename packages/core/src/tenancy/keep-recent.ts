type Ages = {
  /** Milliseconds after which a value is asked for again. */
  maxAge: number
  /** A value this young is served although it was spoiled: a rush of notices must not become a rush of queries. */
  minAge?: number
  /** Until this age an old value is served while the new one is on its way; beyond it, callers wait. */
  serveStale?: number
}

type Kept<Value> = {
  value?: { it: Value; since: number }
  flight?: Promise<Value> | undefined
  spoiled: boolean
}

/**
 * Keeps what `load` answered for each key, asks again when it is old or was spoiled, and never twice at once for the same
 * key. Age counts from when the question was asked, so a value is never older than it claims.
 */
export function keepRecent<Key, Value>(load: (key: Key) => Promise<Value>, ages: Ages) {
  const { maxAge, minAge = 0, serveStale = 0 } = ages
  const kept = new Map<Key, Kept<Value>>()

  const ask = (key: Key, entry: Kept<Value>): Promise<Value> => {
    if (entry.flight !== undefined) return entry.flight
    const since = performance.now()
    entry.spoiled = false
    const flight = load(key).then(
      (it) => {
        entry.value = { it, since }
        entry.flight = undefined
        return it
      },
      (defect) => {
        entry.flight = undefined
        entry.spoiled = true
        throw defect
      },
    )
    entry.flight = flight
    return flight
  }

  return {
    of(key: Key): Promise<Value> | Value {
      const entry = kept.get(key) ?? { spoiled: false }
      kept.set(key, entry)
      if (!entry.value) return ask(key, entry)
      const age = performance.now() - entry.value.since
      if (age < minAge || (age < maxAge && !entry.spoiled)) return entry.value.it
      const flight = ask(key, entry)
      if (age >= serveStale) return flight
      flight.catch(() => {}) // the next caller asks again; past `serveStale` the defect reaches whoever waits
      return entry.value.it
    },

    /** What is kept under these keys is to be asked for again. */
    spoil(which: (key: Key) => boolean = () => true) {
      for (const [key, entry] of kept) if (which(key)) entry.spoiled = true
    },
  }
}
