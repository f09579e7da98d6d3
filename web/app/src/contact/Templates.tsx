import { useId } from "react";
import { contactWords } from "./words";

interface TemplatesProps {
  templates: readonly string[];
  onChoose: (template: string) => void;
}

/** What is often asked: a press fills the text. */
export function Templates({ templates, onChoose }: TemplatesProps) {
  const id = useId();

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its legend's layout
    <div className="quick__templates" role="group" aria-labelledby={id}>
      <h3 id={id} className="field__label quick__label">
        {contactWords.templates}
      </h3>
      {templates.map((template) => (
        <button key={template} type="button" className="quick__template" onClick={() => onChoose(template)}>
          {template}
        </button>
      ))}
    </div>
  );
}
