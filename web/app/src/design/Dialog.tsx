import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { words } from "../words";
import { IconButton } from "./Button";
import "./dialog.css";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** A panel at the end side instead of the middle. */
  side?: boolean;
}

/** The platform's own modal dialog: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ title, onClose, children, side = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    }

    return () => dialog?.close();
  }, []);

  return (
    <dialog ref={ref} className={side ? "dialog dialog--side" : "dialog"} aria-labelledby={titleId} onClose={onClose}>
      <header className="dialog__head">
        <h2 id={titleId} className="dialog__title clip">
          {title}
        </h2>
        <IconButton label={words.close} icon={<X size={18} aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className="dialog__body">{children}</div>
    </dialog>
  );
}
