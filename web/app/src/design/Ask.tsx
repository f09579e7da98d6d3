import { words } from "../words";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import "./ask.css";

interface AskProps {
  title: string;
  /** What it will mean. */
  text: string;
  /** What is done with a yes. */
  yes: string;
  danger?: boolean;
  busy?: boolean;
  onYes: () => void;
  onClose: () => void;
}

/** Says what a step will mean before it is done. */
export function Ask({ title, text, yes, danger = false, busy = false, onYes, onClose }: AskProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="asking">
        <p dir="auto">{text}</p>
        <div className="asking__foot">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look={danger ? "danger" : "primary"} busy={busy} data-autofocus onClick={onYes}>
            {yes}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
