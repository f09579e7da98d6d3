import { useState } from "react";
import { Dialog } from "../design/Dialog";
import { Chooser } from "./Chooser";
import type { Choice } from "./choices";
import { FirstMessage } from "./FirstMessage";
import { startWords } from "./words";

interface NewConversationProps {
  onClose: () => void;
  onStarted: (conversationId: string) => void;
}

/** First what it is about, which says to whom it goes; then the first message. */
export default function NewConversation({ onClose, onStarted }: NewConversationProps) {
  const [choice, setChoice] = useState<Choice | null>(null);

  return (
    <Dialog title={startWords.title} onClose={onClose}>
      {choice === null ? (
        <Chooser onChoose={setChoice} />
      ) : (
        <FirstMessage choice={choice} onBack={() => setChoice(null)} onStarted={onStarted} />
      )}
    </Dialog>
  );
}
