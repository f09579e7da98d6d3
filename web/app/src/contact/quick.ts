export interface QuickMeasure {
  isOver: boolean;
  maySend: boolean;
}

/** Whether a text may be sent where at most so many UTF-16 code units fit, as the server counts. */
export function measureQuick(body: string, max: number): QuickMeasure {
  const isOver = body.length > max;

  return { isOver, maySend: !isOver && body.trim() !== "" };
}

/** What a press on a template makes of the text: it fills the box, but nothing that somebody wrote himself is lost. */
export function withTemplate(body: string, template: string, templates: readonly string[]): string {
  const own = body.trim();

  return own === "" || templates.includes(own) ? template : `${body.trimEnd()}\n${template}`;
}

/** For a dialled number only digits and a leading plus count. */
export const telOf = (phone: string) => `tel:${phone.replace(/(?!^\+)[^0-9]/g, "")}`;

/** An address holds nothing that a mail program would take for a heading. */
export const mailtoOf = (email: string) => `mailto:${encodeURIComponent(email).replace("%40", "@")}`;
