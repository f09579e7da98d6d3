import { PanelRight } from "lucide-react";
import { useState } from "react";
import { useLayout } from "../app/settings";
import { ConversationPane } from "../conversation/ConversationPane";
import { IconButton } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { words } from "../words";
import { ContextPane } from "./ContextPane";
import { Reopen } from "./ConversationActions";
import { GuestChip } from "./CustomerPart";
import { DeskActions } from "./DeskActions";
import { deskWords } from "./words";

/** A business's conversation, with what is known about order and customer beside it. */
export function DeskTalk({ conversationId, backTo }: { conversationId: string; backTo: string }) {
  const [layout] = useLayout("business");
  const [showsDetails, setShowsDetails] = useState(false);

  return (
    <>
      <section className="desk__thread" aria-label={words.rail.messages}>
        <ConversationPane
          conversationId={conversationId}
          layout={layout}
          backTo={backTo}
          standing={(conversation) => <GuestChip conversation={conversation} />}
          actions={(conversation) => (
            <>
              <DeskActions conversation={conversation} />
              <IconButton
                className="desk__details"
                label={deskWords.show}
                icon={<PanelRight size={18} aria-hidden="true" />}
                onClick={() => setShowsDetails(true)}
              />
            </>
          )}
          whenClosed={(conversation) => <Reopen conversation={conversation} />}
        />
      </section>
      <aside className="desk__context" aria-label={deskWords.label}>
        <ContextPane conversationId={conversationId} />
      </aside>
      {showsDetails && (
        <Dialog side title={deskWords.label} onClose={() => setShowsDetails(false)}>
          <ContextPane conversationId={conversationId} />
        </Dialog>
      )}
    </>
  );
}
