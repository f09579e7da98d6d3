import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Nearer to the end than this counts as being there. In CSS pixels. */
const NEAR_END = 80;
const NEAR_EDGE = 400;
/** Above the first unread some of what was read before stays in view. */
const CONTEXT_ABOVE = 96;

interface ScrollOptions {
  /** Changes with everything that is shown. */
  content: unknown;
  /** The key of my newest message on its way: one of mine always brings me to the end. */
  ownNewest: string | null;
  /** The page does not hold the newest, so its end is not the thread's. */
  hasLater: boolean;
  onNearStart: () => void;
  onNearEnd: () => void;
  onToEnd: () => void;
}

/**
 * Keeps the reader where he reads: older pages, late pictures and other layouts move nothing under his eyes; at the end he
 * follows. The browser's own anchoring does not hold at the very top, so it is off and this takes its place.
 */
export function useScroll(options: ScrollOptions) {
  const { content, ownNewest } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const place = useRef({ isPlaced: false, atEnd: true, key: "", top: 0, end: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const latest = useRef(options);
  latest.current = options;

  const remember = useCallback((end?: number) => {
    const box = scroller.current;
    if (box === null) return;
    const atEnd = (end ?? endOf(box)) - box.scrollTop <= NEAR_END && !latest.current.hasLater;
    place.current = { ...place.current, atEnd, end: endOf(box), ...firstVisible(box) };
    setAtEnd(atEnd);
  }, []);

  const reach = useCallback(() => {
    const box = scroller.current;
    if (box === null || box.clientHeight === 0) return;
    const { hasLater, onNearStart, onNearEnd } = latest.current;
    if (box.scrollTop < NEAR_EDGE) onNearStart();
    else if (hasLater && endOf(box) - box.scrollTop < NEAR_EDGE) onNearEnd();
  }, []);

  const settle = useCallback(() => {
    const box = scroller.current;
    if (box === null || box.clientHeight === 0) return;
    if (!place.current.isPlaced) place.current.isPlaced = open(box);
    else if (place.current.atEnd) box.scrollTop = box.scrollHeight;
    else hold(box, place.current.key, place.current.top);
    remember();
  }, [remember]);

  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    remember();
    // When the newest are not in the page, they are put there next, and the reader with them.
    place.current.atEnd = true;
    latest.current.onToEnd();
  }, [remember]);

  useLayoutEffect(settle, [settle, content]);
  // Who waits at an edge scrolls no more, so what has come is looked at without that.
  useEffect(reach, [reach, content]);
  useLayoutEffect(() => {
    if (ownNewest !== null) toEnd();
  }, [toEnd, ownNewest]);
  useSizes(scroller, settle);

  const onScroll = useCallback(() => {
    // The browser tells of a scroll before it tells of sizes: what grew in the same frame was not scrolled away from.
    remember(place.current.end);
    reach();
  }, [remember, reach]);

  return { scroller, atEnd, toEnd, onScroll };
}

/** Settles again when the box or what is in it changes its size: the composer grows, a picture arrives. */
function useSizes(scroller: RefObject<HTMLDivElement | null>, settle: () => void): void {
  useEffect(() => {
    const box = scroller.current;
    if (box === null || typeof ResizeObserver === "undefined") return;
    const watcher = new ResizeObserver(settle);
    watcher.observe(box);
    if (box.firstElementChild) watcher.observe(box.firstElementChild);

    return () => watcher.disconnect();
  }, [scroller, settle]);
}

/** How far it can be scrolled. */
const endOf = (box: HTMLElement) => box.scrollHeight - box.clientHeight;

/** At the first unread, else at the end. False while there is nothing to open at. */
function open(box: HTMLElement): boolean {
  if (box.querySelector("[data-key]") === null) return false;
  const divider = box.querySelector("[data-new]");
  box.scrollTop = box.scrollHeight;
  if (divider !== null) {
    const offset = divider.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (offset < CONTEXT_ABOVE) box.scrollTop += offset - CONTEXT_ABOVE;
  }

  return true;
}

function firstVisible(box: HTMLElement): { key: string; top: number } {
  const edge = box.getBoundingClientRect().top;
  const items = [...box.querySelectorAll<HTMLElement>("[data-key]")];
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle;
    else low = middle + 1;
  }
  const found = items[low];

  return { key: found?.dataset.key ?? "", top: found ? found.getBoundingClientRect().top - edge : 0 };
}

function hold(box: HTMLElement, key: string, top: number): void {
  const item = box.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (item === null) return;
  const moved = item.getBoundingClientRect().top - box.getBoundingClientRect().top - top;
  if (Math.abs(moved) >= 0.5) box.scrollTop += moved;
}
