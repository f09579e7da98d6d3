import { type ReactNode, useEffect, useMemo } from "react";
import { MemoryRouter } from "react-router";
import type { Asked } from "../../../loader/src/messages";
import { Unreachable } from "../app/pages";
import { SessionProvider, useDoor } from "../app/SessionProvider";
import { RowsSkeleton } from "../design/Skeleton";
import { openSocketBy } from "../sync/socket";
import type { WidgetApi } from "./api";
import type { Host } from "./host";
import { pathOf } from "./path";
import { Talks } from "./Talks";
import { useOffer } from "./useOffer";

export { expectDevice } from "../sync/device";

interface SignedInProps {
  api: WidgetApi;
  host: Host;
  asked: Asked;
  onSignedOut: () => void;
}

/** The messages of somebody whom the shop has named, or who has said who he is. */
export default function SignedIn({ api, onSignedOut, ...shown }: SignedInProps) {
  const open = useMemo(() => openSocketBy(async () => (await api.liveTicket()).ticket), [api]);

  return (
    <MemoryRouter initialEntries={[pathOf(shown.asked)]}>
      <SessionProvider api={api.app} open={open}>
        <WhileSignedIn api={api} asked={shown.asked} onSignedOut={onSignedOut}>
          <Talks api={api} {...shown} />
        </WhileSignedIn>
      </SessionProvider>
    </MemoryRouter>
  );
}

interface WhileSignedInProps {
  api: WidgetApi;
  asked: Asked;
  onSignedOut: () => void;
  children: ReactNode;
}

function WhileSignedIn({ api, asked, onSignedOut, children }: WhileSignedInProps) {
  const { standing, ask } = useDoor();
  // So that it is there with the session, and what it leads to is drawn at once.
  useOffer(api, standing.is === "asking" ? asked.context : null);
  useEffect(() => {
    if (standing.is === "out") onSignedOut();
  });

  if (standing.is === "in") return children;

  return standing.is === "unreachable" ? <Unreachable retry={ask} /> : <RowsSkeleton rows={3} />;
}
