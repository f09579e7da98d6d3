import type { Audience, ConversationView } from "../api/types";
import { audienceKey, ownerOf } from "./audience";
import { noteWords } from "./words";
import "./note-for.css";

interface NoteForProps {
  conversation: ConversationView;
  /** To whom it may go. */
  notes: readonly Audience[];
  chosen: Audience;
  onChoose: (audience: Audience) => void;
}

/** Chooses who reads a note. */
export default function NoteFor({ conversation, notes, chosen, onChoose }: NoteForProps) {
  return (
    <select
      className="note-for"
      aria-label={noteWords.label}
      value={audienceKey(chosen)}
      onChange={(event) => {
        const audience = notes.find((one) => audienceKey(one) === event.target.value);
        if (audience) onChoose(audience);
      }}
    >
      {notes.map((audience) => (
        <option key={audienceKey(audience)} value={audienceKey(audience)}>
          {nameOf(audience, conversation)}
        </option>
      ))}
    </select>
  );
}

function nameOf(audience: Audience, { mine, parties }: ConversationView): string {
  if (audience.kind === "team") return noteWords.team;
  if (audience.kind === "platform") return noteWords.platform;

  return mine.role === "platform" ? noteWords.platformAnd(ownerOf(audience, parties)) : noteWords.platformWith;
}
