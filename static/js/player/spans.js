// Stretches of a session in seconds, as [from, to].

/** Disjoint stretches, in order, that cover the same. */
export function union(spans) {
  const joined = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = joined[joined.length - 1];
    if (to <= from) {
      continue;
    }
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to);
    } else {
      joined.push([from, to]);
    }
  }
  return joined;
}

/** Seconds of all stretches; what lies in two of them counts once. */
export function lengthOf(spans) {
  return union(spans).reduce((sum, [from, to]) => sum + to - from, 0);
}

/** Whole minutes, with one second's grace: players round the end of a file down by a fraction. */
export function wholeMinutes(seconds) {
  return Math.floor((seconds + 1) / 60);
}

/** The stretch that a play event reports, or null. */
export function spanOf(event) {
  return event.type === "segment" ? [event.from, event.to] : null;
}
