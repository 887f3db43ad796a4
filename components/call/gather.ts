export type Gathered = { request: () => void; stop: () => void };

/**
 * Many requests for the same within a moment become one; one at a time, so that no answer is overtaken by an older one.
 * In the midst of requests that do not end it goes on asking.
 * @param ask never rejects; false where what it was told is older than what is known by now: it is asked again
 */
export function gather(ask: () => Promise<boolean>, gatherMs: number): Gathered {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isUnderWay = false;
  let isWanted = false;

  const request = () => {
    isWanted = true;
    if (isUnderWay) return;
    isUnderWay = true;
    timer = setTimeout(async () => {
      isWanted = false;
      const isCurrent = await ask();
      isUnderWay = false;
      if (isWanted || !isCurrent) request();
    }, gatherMs);
  };
  const stop = () => {
    clearTimeout(timer);
    isUnderWay = false;
  };
  return { request, stop };
}
