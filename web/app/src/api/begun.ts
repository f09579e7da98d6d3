/**
 * The same call, begun at once with these arguments: who asks first, and asks that, gets the answer that is on its way already.
 * Each later call asks anew.
 */
export function begun<Given extends unknown[], Answer>(
  call: (...given: Given) => Promise<Answer>,
  ...given: Given
): (...wanted: Given) => Promise<Answer> {
  const begins = JSON.stringify(given);
  let onItsWay: Promise<Answer> | null = call(...given);
  // Whoever takes it hears of its failure.
  onItsWay.catch(() => {});

  return (...wanted) => {
    const answer = JSON.stringify(wanted) === begins ? onItsWay : null;
    onItsWay = null;

    return answer ?? call(...wanted);
  };
}
