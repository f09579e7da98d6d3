import { Check, Ellipsis, Lock, MessagesSquare, RotateCcw, UserCheck, UserX } from "lucide-react";
import { useNavigate } from "react-router";
import type { ConversationView } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { useNarrowerThan } from "../app/useNarrow";
import { sellerOf } from "../conversation/counterpart";
import { Button } from "../design/Button";
import { Menu, type MenuItem } from "../design/Menu";
import { words } from "../words";
import { useDesk } from "./useDesk";

/** Below this the name beside needs the place of the button. In CSS pixels. */
const NARROW = 1024;

interface ConversationActionsProps {
  conversation: ConversationView;
  /** What the page adds to the menu. */
  others?: readonly MenuItem[];
}

/** What I may do with a conversation as a whole: as a member the next step is a button, the rest is in the menu. */
export function ConversationActions({ conversation, others = [] }: ConversationActionsProps) {
  const { me } = useSession();
  const isNarrow = useNarrowerThan(NARROW);
  const desk = useDesk(conversation);
  const navigate = useNavigate();
  const may = (right: string) => conversation.mine.may.includes(right);
  const isMember = may("assign");
  const next = nextStep(conversation, desk.setStatus, isMember);
  const showsButton = isMember && !isNarrow;
  const items = [
    ...(next && !showsButton ? [next] : []),
    ...(isMember
      ? [assignment(desk.assigneeId === me.id, () => desk.assign(desk.assigneeId === me.id ? null : me))]
      : []),
    ...wayToAll(conversation, (to) => void navigate(to)),
    ...others,
    ...(may("close") ? [closing(() => desk.setStatus("closed"))] : []),
  ];

  return (
    <>
      {next && showsButton && (
        <Button
          look={conversation.status === "open" ? "primary" : "secondary"}
          busy={desk.isBusy}
          onClick={next.onSelect}
        >
          {next.icon}
          {next.label}
        </Button>
      )}
      {items.length > 0 && (
        <Menu label={words.more} className="icon-button" items={items}>
          <Ellipsis size={18} aria-hidden="true" />
        </Menu>
      )}
    </>
  );
}

/** The way back from a closed conversation, for who may. */
export function Reopen({ conversation }: { conversation: ConversationView }) {
  const { setStatus, isBusy } = useDesk(conversation);

  return conversation.mine.may.includes("reopen") ? (
    <Button busy={isBusy} onClick={() => setStatus("open")}>
      {words.composer.reopen}
    </Button>
  ) : null;
}

function nextStep(
  { status, mine }: ConversationView,
  setStatus: (status: "open" | "resolved") => void,
  isMember: boolean,
): MenuItem | null {
  if (mine.may.includes("resolve"))
    return {
      key: "resolve",
      label: isMember ? words.context.resolve : words.context.solved,
      icon: <Check size={16} aria-hidden="true" />,
      onSelect: () => setStatus("resolved"),
    };
  if (status !== "open" && mine.may.includes("reopen"))
    return {
      key: "reopen",
      label: words.context.reopen,
      icon: <RotateCcw size={16} aria-hidden="true" />,
      onSelect: () => setStatus("open"),
    };

  return null;
}

const assignment = (isMine: boolean, onSelect: () => void): MenuItem => ({
  key: "assign",
  label: isMine ? words.context.unassign : words.context.assignMe,
  icon: isMine ? <UserX size={16} aria-hidden="true" /> : <UserCheck size={16} aria-hidden="true" />,
  onSelect,
});

/** A customer finds what he ever said to the business; for its members that stands beside the conversation. */
function wayToAll(conversation: ConversationView, go: (to: string) => void): MenuItem[] {
  const seller = sellerOf(conversation);
  if (conversation.mine.role !== "customer" || !seller?.businessId) return [];

  return [
    {
      key: "all",
      label: words.between.with(seller.name),
      icon: <MessagesSquare size={16} aria-hidden="true" />,
      onSelect: () => go(`/messages/with/${seller.businessId}`),
    },
  ];
}

const closing = (onSelect: () => void): MenuItem => ({
  key: "close",
  label: words.context.close,
  icon: <Lock size={16} aria-hidden="true" />,
  danger: true,
  onSelect,
});
