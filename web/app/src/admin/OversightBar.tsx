import { Eye, Landmark } from "lucide-react";
import { useState } from "react";
import type { ConversationView } from "../api/types";
import { looksOn } from "../conversation/unread";
import { Button } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { clockTime, exactTime } from "../design/times";
import { ReasonForm } from "./ReasonForm";
import { oversees } from "./useLook";
import { useEndsAt, useOversight } from "./useOversight";
import { adminWords } from "./words";

/** As what an admin is here, until when, and the ways out. */
export function OversightBar({ conversation }: { conversation: ConversationView }) {
  const { role } = conversation.mine;
  // Who takes part for a business or buys here himself has no need of it.
  if (role !== "platform") return null;

  return oversees(conversation) ? (
    <OpenBar conversation={conversation} />
  ) : (
    <PartyBar conversationId={conversation.id} />
  );
}

function OpenBar({ conversation }: { conversation: ConversationView }) {
  const { end, takePart, isBusy } = useOversight(conversation.id);
  const endsAt = useEndsAt(conversation.id);
  const isUnseen = looksOn(conversation);
  const Sign = isUnseen ? Eye : Landmark;

  return (
    <div className="oversight">
      <Sign size={16} aria-hidden="true" />
      <p className="oversight__text" title={endsAt ? exactTime(endsAt) : undefined}>
        {standing(isUnseen, endsAt)}
      </p>
      {!isUnseen && (
        <Button busy={isBusy} onClick={() => takePart(false)}>
          {adminWords.leave}
        </Button>
      )}
      <Button busy={isBusy} onClick={end}>
        {adminWords.endNow}
      </Button>
    </div>
  );
}

function standing(isUnseen: boolean, endsAt: string | null): string {
  if (endsAt === null) return isUnseen ? adminWords.lookingOnPlain : adminWords.takingPartPlain;
  const until = clockTime(endsAt);

  return isUnseen ? adminWords.lookingOn(until) : adminWords.takingPart(until);
}

/** The marketplace takes part, but I have given no reason, or my hour is over. */
function PartyBar({ conversationId }: { conversationId: string }) {
  const [isAsking, setAsking] = useState(false);

  return (
    <div className="oversight">
      <Landmark size={16} aria-hidden="true" />
      <p className="oversight__text">{adminWords.partyOnly}</p>
      <Button onClick={() => setAsking(true)}>{adminWords.giveReason}</Button>
      {isAsking && (
        <Dialog title={adminWords.read} onClose={() => setAsking(false)}>
          <div className="asking">
            <ReasonForm conversationId={conversationId} onOpened={() => setAsking(false)} />
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** The way from looking on to taking part, where writing would stand. */
export function Join({ conversation }: { conversation: ConversationView }) {
  const { takePart, isBusy } = useOversight(conversation.id);

  return (
    <>
      <Button look="primary" busy={isBusy} onClick={() => takePart(true)}>
        {adminWords.join}
      </Button>
      <span className="join__text">{adminWords.joinText}</span>
    </>
  );
}
