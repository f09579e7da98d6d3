/** Prints the median and the most of some times, as figures that other runs are compared with. */
export function tell(name: string, times: number[]): void {
  console.log(`${name}.p50 ${medianOf(times).toFixed(0)} ms`);
  console.log(`${name}.most ${Math.max(...times).toFixed(0)} ms`);
}

export const medianOf = (times: number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
