import { Check, Ellipsis, Lock, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { ConversationView } from "../api/types";
import { Button } from "../design/Button";
import { Dialog } from "../design/Dialog";
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
      {asked && <Ask conversation={conversation} status={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** Where nothing can be written since it is closed. */
export function ReopenAsking({ conversation }: { conversation: ConversationView }) {
  const [isAsking, setAsking] = useState(false);

  return (
    <>
      <Button onClick={() => setAsking(true)}>{adminWords.reopen}</Button>
      {isAsking && <Ask conversation={conversation} status="open" onClose={() => setAsking(false)} />}
    </>
  );
}

interface AskProps {
  conversation: ConversationView;
  status: Asked;
  onClose: () => void;
}

/** Says what it will mean for those who take part, before it is done. */
function Ask({ conversation, status, onClose }: AskProps) {
  const { setStatus, isBusy } = useDesk(conversation);
  const isClosing = status === "closed";
  const name = isClosing ? adminWords.close : adminWords.reopen;

  return (
    <Dialog title={name} onClose={onClose}>
      <div className="asking">
        <p>{isClosing ? adminWords.closeText : adminWords.reopenText}</p>
        <div className="asking__foot">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look={isClosing ? "danger" : "primary"}
            busy={isBusy}
            data-autofocus
            onClick={() => setStatus(status, { onSettled: onClose })}
          >
            {name}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
