export interface Part {
  text: string;
  /** An address that is safe to follow, or null for plain words. */
  href: string | null;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
const TRAILING = /[.,;:!?…'"»”’\]}]+$/;

/** Cuts what somebody wrote into words and web addresses. Nothing else ever becomes a link, and nothing becomes markup. */
export function partsOf(body: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of body.matchAll(ADDRESS)) {
    const address = withoutTrailing(found[0]);
    const href = safeHref(address);
    if (href === null) continue;
    if (found.index > end) parts.push({ text: body.slice(end, found.index), href: null });
    parts.push({ text: address, href });
    end = found.index + address.length;
  }
  if (end < body.length) parts.push({ text: body.slice(end), href: null });

  return parts;
}

/** Punctuation behind an address belongs to the sentence; a closing bracket only if none was opened in the address. */
function withoutTrailing(address: string): string {
  let text = address.replace(TRAILING, "");
  while (text.endsWith(")") && text.split(")").length > text.split("(").length)
    text = text.slice(0, -1).replace(TRAILING, "");

  return text;
}

export function safeHref(address: string): string | null {
  try {
    const url = new URL(address);

    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
