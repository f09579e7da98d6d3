import { Ban, CircleCheck, OctagonAlert } from "lucide-react";
import { useState } from "react";
import type { ConversationView } from "../api/types";
import { Ask } from "../design/Ask";
import type { MenuItem } from "../design/Menu";
import { ConversationActions } from "./ConversationActions";
import { useUnwanted } from "./useUnwanted";
import { deskWords } from "./words";

/** What a member may do with a conversation, also where it is not wanted. */
export function DeskActions({ conversation }: { conversation: ConversationView }) {
  const { isSpam, customer, report, block, isBlocking } = useUnwanted(conversation);
  const [isAsking, setAsking] = useState(false);
  const may = (right: string) => conversation.mine.may.includes(right);
  const others: MenuItem[] = [
    ...(isSpam !== null ? [spamItem(isSpam, () => report(!isSpam))] : []),
    ...(may("block") ? [blockItem(() => setAsking(true))] : []),
    ...(may("unblock") ? [unblockItem(() => block(false))] : []),
  ];

  return (
    <>
      <ConversationActions conversation={conversation} others={others} />
      {isAsking && (
        <Ask
          title={deskWords.blockAsk(customer?.name ?? "")}
          text={deskWords.blockText(customer?.name ?? "")}
          yes={deskWords.block}
          danger
          busy={isBlocking}
          onYes={() => block(true, { onSettled: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

const spamItem = (isSpam: boolean, onSelect: () => void): MenuItem => ({
  key: "spam",
  label: isSpam ? deskWords.notSpam : deskWords.reportSpam,
  icon: isSpam ? <CircleCheck size={16} aria-hidden="true" /> : <OctagonAlert size={16} aria-hidden="true" />,
  onSelect,
});

const blockItem = (onSelect: () => void): MenuItem => ({
  key: "block",
  label: deskWords.block,
  icon: <Ban size={16} aria-hidden="true" />,
  danger: true,
  onSelect,
});

const unblockItem = (onSelect: () => void): MenuItem => ({
  key: "unblock",
  label: deskWords.unblock,
  icon: <Ban size={16} aria-hidden="true" />,
  onSelect,
});
