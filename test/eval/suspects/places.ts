/** The best place (from 1) of any culprit; ties go to the earlier row. Infinity when there is none. */
export function placesOf(scores: Float64Array, culprits: readonly number[]): number {
  return Math.min(
    ...culprits.map(culprit => {
      const own = scores[culprit] ?? 0;
      let place = 1;
      scores.forEach((score, row) => {
        if (score > own || (score === own && row < culprit)) place += 1;
      });
      return place;
    }),
    Infinity,
  );
}

/** A quantile of some milliseconds, to a tenth. */
export function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
}

/** Chances of each row from scores: softmax at a temperature. */
export function chancesOf(scores: Float64Array, temperature: number): Float64Array {
  const top = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const powers = scores.map(score => Math.exp((score - top) / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map(power => power / total);
}

/** The temperature at which the culprits are least surprising (maximum likelihood, by golden section in its logarithm). */
export function temperatureOf(scored: readonly { readonly scores: Float64Array; readonly culprits: readonly number[] }[]): number {
  const surprise = (logarithm: number): number =>
    scored.reduce((sum, { scores, culprits }) => {
      const chances = chancesOf(scores, Math.exp(logarithm));
      const chance = culprits.reduce((part, culprit) => part + (chances[culprit] ?? 0), 0);
      return sum - Math.log(Math.max(chance, 1e-12));
    }, 0);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.01), Math.log(100)];
  for (let step = 0; step < 40; step++) {
    const [first, second] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (surprise(first) < surprise(second)) high = second;
    else low = first;
  }
  return Math.exp((low + high) / 2);
}
