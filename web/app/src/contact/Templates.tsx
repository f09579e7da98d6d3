import { type RefObject, useEffect, useId } from "react";
import type { TopicKind } from "../api/types";
import { changeBy, typeInto } from "./quick";
import { contactWords } from "./words";
import "./quick.css";

interface TemplatesProps {
  kind: TopicKind;
  /** Where they are written. */
  box: RefObject<HTMLTextAreaElement | null>;
}

/** What is often asked: a press writes it where the caret is. */
export function Templates({ kind, box }: TemplatesProps) {
  const id = useId();
  const templates = contactWords.templatesOf[kind];
  // Browsers begin before a text that was there from the start.
  useEffect(() => {
    const length = box.current?.value.length;
    if (length) box.current?.setSelectionRange(length, length);
  }, [box]);

  const write = (template: string) => {
    if (box.current === null || box.current.disabled) return;
    const { value, selectionStart, selectionEnd } = box.current;
    typeInto(box.current, changeBy(template, templates, value, [selectionStart, selectionEnd]));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout
    <div className="quick__templates" role="group" aria-labelledby={id}>
      <h3 id={id} className="field__label quick__label">
        {contactWords.templates}
      </h3>
      {templates.map((template) => (
        <button key={template} type="button" className="quick__template" onClick={() => write(template)}>
          {template}
        </button>
      ))}
    </div>
  );
}
