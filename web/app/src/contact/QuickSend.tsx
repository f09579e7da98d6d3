import { LoaderCircle, SendHorizontal } from "lucide-react";
import { Button } from "../design/Button";
import { contactWords } from "./words";

export function QuickSend({ disabled, busy }: { disabled: boolean; busy: boolean }) {
  return (
    <Button look="primary" type="submit" disabled={disabled} busy={busy}>
      {busy ? (
        <LoaderCircle className="quick__spinner" size={16} aria-hidden="true" />
      ) : (
        <SendHorizontal className="composer__icon" size={16} aria-hidden="true" />
      )}
      {busy ? contactWords.sending : contactWords.send}
    </Button>
  );
}
