/** What has been on its way for longer is asked anew. */
const FRESH_MS = 10_000;

/**
 * The same call, begun at once with these arguments: who asks first, asks that and asks soon gets the answer that is on its way
 * already. Each later call asks anew.
 */
export function begun<Given extends unknown[], Answer>(
  call: (...given: Given) => Promise<Answer>,
  ...given: Given
): (...wanted: Given) => Promise<Answer> {
  const begins = JSON.stringify(given);
  const beganAt = Date.now();
  let onItsWay: Promise<Answer> | null = call(...given);
  // Whoever takes it hears of its failure.
  onItsWay.catch(() => {});

  return (...wanted) => {
    const isMeant = JSON.stringify(wanted) === begins && Date.now() - beganAt < FRESH_MS;
    const answer = isMeant ? onItsWay : null;
    onItsWay = null;

    return answer ?? call(...wanted);
  };
}
