let segmenter: Intl.Segmenter | null = null;

/** What a reader takes for one sign each, in any script. */
export function graphemes(text: string): string[] {
  // Most names and many messages are plain letters, and a phone needs some 15 ms to make what parts the others.
  if (/^[ -~]*$/.test(text)) return [...text];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });

  return Array.from(segmenter.segment(text), (part) => part.segment);
}
