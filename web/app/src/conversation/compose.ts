/** In UTF-16 code units, as the server counts. */
export const MAX_BODY = 10_000;
const NEAR_LIMIT = MAX_BODY * 0.8;

export interface Measure {
  /** How many characters may still come; null while nobody needs to know. */
  left: number | null;
  isOver: boolean;
  maySend: boolean;
}

export function measure(body: string): Measure {
  const left = MAX_BODY - body.length;

  return {
    left: body.length > NEAR_LIMIT ? left : null,
    isOver: left < 0,
    maySend: left >= 0 && body.trim() !== "",
  };
}

interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  keyCode: number;
  isComposing: boolean;
}

/**
 * Whether a key sends. Enter that ends an input method's composition does not: browsers mark it by isComposing, Safari by
 * key code 229 alone. On touch keyboards Enter breaks the line, as people expect there, unless Ctrl or Cmd is held.
 */
export function sends(key: Key, isTouch: boolean): boolean {
  if (key.key !== "Enter" || key.isComposing || key.keyCode === 229) return false;
  if (key.shiftKey || key.altKey) return false;

  return !isTouch || key.ctrlKey || key.metaKey;
}
