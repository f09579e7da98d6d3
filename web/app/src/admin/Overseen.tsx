import { PanelRight } from "lucide-react";
import { useState } from "react";
import type { ConversationView, ListedConversation } from "../api/types";
import { useLayout } from "../app/settings";
import { ConversationHead } from "../conversation/ConversationHead";
import { ConversationPane } from "../conversation/ConversationPane";
import { looksOn } from "../conversation/unread";
import { IconButton } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { ThreadSkeleton } from "../design/Skeleton";
import { deskWords } from "../inbox/words";
import { words } from "../words";
import { FactsPane } from "./FactsPane";
import { type Facts, factsOf, factsOfListed } from "./facts";
import { Join, OversightBar } from "./OversightBar";
import { Shut } from "./Shut";
import { ReopenAsking, StatusActions } from "./StatusActions";
import { useLook } from "./useLook";

interface OverseenProps {
  conversationId: string;
  /** What the list knows of it. */
  listed: ListedConversation | undefined;
  /** Whether the list is still on its way. */
  isListing: boolean;
  backTo: string;
}

/** One conversation of others: shut until a reason is given, then as those in it see it. */
export function Overseen({ conversationId, listed, isListing, backTo }: OverseenProps) {
  const { conversation, isShut, isPending } = useLook(conversationId);
  const facts = conversation ? factsOf(conversation) : listed && factsOfListed(listed);

  return (
    <>
      <section className="desk__thread" aria-label={words.rail.messages}>
        {isPending || (isShut && isListing) ? (
          <ThreadSkeleton />
        ) : isShut ? (
          <Shut conversationId={conversationId} facts={facts} backTo={backTo} />
        ) : (
          <OpenTalk conversationId={conversationId} backTo={backTo} />
        )}
      </section>
      <aside className="desk__context" aria-label={deskWords.label}>
        {facts && <FactsPane facts={facts} />}
      </aside>
    </>
  );
}

function OpenTalk({ conversationId, backTo }: { conversationId: string; backTo: string }) {
  const [layout] = useLayout("business");

  return (
    <ConversationPane
      conversationId={conversationId}
      layout={layout}
      backTo={backTo}
      head={(conversation) => (
        <>
          <ConversationHead conversation={conversation} backTo={backTo}>
            <StatusActions conversation={conversation} />
            <Details facts={factsOf(conversation)} />
          </ConversationHead>
          <OversightBar conversation={conversation} />
        </>
      )}
      whenClosed={(conversation) => <WayToWrite conversation={conversation} />}
    />
  );
}

function WayToWrite({ conversation }: { conversation: ConversationView }) {
  if (looksOn(conversation)) return <Join conversation={conversation} />;

  return conversation.mine.may.includes("reopen") ? <ReopenAsking conversation={conversation} /> : null;
}

/** Where the window is too narrow for them beside the thread. */
function Details({ facts }: { facts: Facts }) {
  const [isShown, setShown] = useState(false);

  return (
    <>
      <IconButton
        className="desk__details"
        label={deskWords.show}
        icon={<PanelRight size={18} aria-hidden="true" />}
        onClick={() => setShown(true)}
      />
      {isShown && (
        <Dialog side title={deskWords.label} onClose={() => setShown(false)}>
          <FactsPane facts={facts} />
        </Dialog>
      )}
    </>
  );
}
