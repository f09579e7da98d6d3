/** What it promises, or a rejection where that takes longer. */
export const soon = <Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> =>
  new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    setTimeout(reject, milliseconds);
  });
