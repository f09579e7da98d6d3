import { type ReactNode, useEffect, useMemo, useState } from "react";
import { MemoryRouter } from "react-router";
import type { Asked } from "../../../loader/src/messages";
import { Unreachable } from "../app/pages";
import { SessionProvider, useDoor } from "../app/SessionProvider";
import { RowsSkeleton } from "../design/Skeleton";
import { type Device, openDevice } from "../sync/device";
import { openSocketBy } from "../sync/socket";
import type { WidgetApi } from "./api";
import type { Host } from "./host";
import { pathOf } from "./path";
import { Talks } from "./Talks";
import { useOffer } from "./useOffer";

export { openDevice };

interface SignedInProps {
  api: WidgetApi;
  host: Host;
  asked: Asked;
  device: Device | undefined;
  onIn: (personId: string, device: Device) => void;
  onSignedOut: () => void;
}

/** The messages of somebody whom the shop has named, or who has said who he is. */
export default function SignedIn({ api, asked, host, device, onIn, onSignedOut }: SignedInProps) {
  const openSocket = useMemo(() => openSocketBy(async () => (await api.liveTicket()).ticket), [api]);
  // What leads in; what is asked meanwhile leads on from there.
  const [first] = useState(asked);

  return (
    <MemoryRouter initialEntries={[pathOf(first)]}>
      <SessionProvider api={api.app} openSocket={openSocket} device={device}>
        <WhileSignedIn {...{ api, asked, onIn, onSignedOut }}>
          <Talks api={api} host={host} first={first} asked={asked} />
        </WhileSignedIn>
      </SessionProvider>
    </MemoryRouter>
  );
}

interface WhileSignedInProps extends Pick<SignedInProps, "api" | "asked" | "onIn" | "onSignedOut"> {
  children: ReactNode;
}

function WhileSignedIn({ api, asked, onIn, onSignedOut, children }: WhileSignedInProps) {
  const { standing, ask } = useDoor();
  // So that it is there with the session, and what it leads to is drawn at once.
  useOffer(api, standing.is === "asking" ? asked.context : null);
  useEffect(() => {
    if (standing.is === "out") onSignedOut();
  });
  useEffect(() => {
    if (standing.is === "in") onIn(standing.session.me.id, standing.session.device);
  }, [standing, onIn]);

  if (standing.is === "in") return children;

  return standing.is === "unreachable" ? <Unreachable retry={ask} /> : <RowsSkeleton rows={3} />;
}
