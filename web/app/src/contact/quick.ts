export interface QuickMeasure {
  isOver: boolean;
  maySend: boolean;
}

/** Whether a text may be sent where at most so many UTF-16 code units fit, as the server counts. */
export function measureQuick(body: string, max: number): QuickMeasure {
  const isOver = body.length > max;

  return { isOver, maySend: !isOver && body.trim() !== "" };
}

/** What takes the place of a part of a text. */
export interface Change {
  start: number;
  end: number;
  text: string;
}

/** A template takes the place of an empty text or of another template, else of what is selected, apart from the words beside it. */
export function changeBy(
  template: string,
  templates: readonly string[],
  body: string,
  [start, end]: readonly [number, number],
): Change {
  const own = body.trim();
  if (own === "" || templates.includes(own)) return { start: 0, end: body.length, text: template };

  const before = /\S$/.test(body.slice(0, start)) ? " " : "";
  const after = /^\S/.test(body.slice(end)) ? " " : "";

  return { start, end, text: `${before}${template}${after}` };
}

/** As if it were typed. */
export function typeInto(box: HTMLTextAreaElement, { start, end, text }: Change): void {
  box.focus();
  box.setSelectionRange(start, end);
  // Nothing else can be taken back with the browser's own undo.
  if (document.execCommand?.("insertText", false, text)) return;
  box.setRangeText(text, start, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

/** For a dialled number only digits and a leading plus count. */
export const telOf = (phone: string) => `tel:${phone.replace(/(?!^\+)[^0-9]/g, "")}`;

/** An address holds nothing that a mail program would take for a heading. */
export const mailtoOf = (email: string) => `mailto:${encodeURIComponent(email).replace("%40", "@")}`;
