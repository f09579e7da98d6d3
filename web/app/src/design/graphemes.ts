let segmenter: Intl.Segmenter | null = null;

/** What a reader takes for one sign each, in any script. */
export function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });

  return Array.from(segmenter.segment(text), (part) => part.segment);
}
