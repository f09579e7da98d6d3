import { Check, Ellipsis, Lock, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { ConversationView } from "../api/types";
import { Ask } from "../design/Ask";
import { Button } from "../design/Button";
import { Menu } from "../design/Menu";
import { useDesk } from "../inbox/useDesk";
import { words } from "../words";
import { adminWords } from "./words";

type Asked = "closed" | "open";

/** Where an admin may take a conversation in its life cycle. */
export function StatusActions({ conversation }: { conversation: ConversationView }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const desk = useDesk(conversation);
  const may = (right: string) => conversation.mine.may.includes(right);
  const items = [
    may("resolve") && {
      key: "resolve",
      label: words.context.resolve,
      icon: <Check size={16} aria-hidden="true" />,
      onSelect: () => desk.setStatus("resolved"),
    },
    may("reopen") && {
      key: "reopen",
      label: adminWords.reopen,
      icon: <RotateCcw size={16} aria-hidden="true" />,
      onSelect: () => setAsked("open"),
    },
    may("close") && {
      key: "close",
      label: adminWords.close,
      icon: <Lock size={16} aria-hidden="true" />,
      danger: true,
      onSelect: () => setAsked("closed"),
    },
  ].filter((item) => item !== false);

  return (
    <>
      {items.length > 0 && (
        <Menu label={words.more} className="icon-button" items={items}>
          <Ellipsis size={18} aria-hidden="true" />
        </Menu>
      )}
      {asked && <AskAbout conversation={conversation} status={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** Where nothing can be written since it is closed. */
export function ReopenAsking({ conversation }: { conversation: ConversationView }) {
  const [isAsking, setAsking] = useState(false);

  return (
    <>
      <Button onClick={() => setAsking(true)}>{adminWords.reopen}</Button>
      {isAsking && <AskAbout conversation={conversation} status="open" onClose={() => setAsking(false)} />}
    </>
  );
}

interface AskAboutProps {
  conversation: ConversationView;
  status: Asked;
  onClose: () => void;
}

/** Says what it will mean for those who take part, before it is done. */
function AskAbout({ conversation, status, onClose }: AskAboutProps) {
  const { setStatus, isBusy } = useDesk(conversation);
  const isClosing = status === "closed";
  const name = isClosing ? adminWords.close : adminWords.reopen;

  return (
    <Ask
      title={name}
      text={isClosing ? adminWords.closeText : adminWords.reopenText}
      yes={name}
      danger={isClosing}
      busy={isBusy}
      onYes={() => setStatus(status, { onSettled: onClose })}
      onClose={onClose}
    />
  );
}
