import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Asked } from "../api/client";
import type { ContactDoor } from "../api/types";
import { api as openApi, useDoor } from "../app/SessionProvider";
import { newClientId } from "../conversation/clientId";
import { draftKey } from "../conversation/drafts";
import type { Session } from "../sync/session";
import type { GuestGiven } from "./GuestFields";
import { inquiryOf } from "./inquiryOf";
import { useQuickDraft } from "./useQuickDraft";

/** Who would get a message about it, and whether one may be written; for people who are not signed in too. */
export function useContact(asked: Asked) {
  const { standing } = useDoor();
  const api = standing.is === "in" ? standing.session.api : openApi;

  return useQuery({
    queryKey: contactKey(asked),
    queryFn: () => api.contact(asked),
    enabled: standing.is !== "asking",
  });
}

const contactKey = ({ kind, id, businessId }: Asked) => ["contact", kind, id, businessId] as const;

/** As the dialog for a new message keeps it, where an order has a draft for each seller. */
const draftOf = ({ id, businessId }: Asked) => (businessId ? `${id}:${businessId}` : id);

/** Writing about it: the draft, sending it, and taking it along to the whole conversation. */
export function useQuickMessage(asked: Asked, contact: ContactDoor) {
  const { standing, ask } = useDoor();
  const session = standing.is === "in" ? standing.session : null;
  const store = useQueryClient();
  const navigate = useNavigate();
  const { body, write } = useQuickDraft(draftOf(asked));
  // One id for all tries, so that a repeat after a lost answer is the same message.
  const [clientId] = useState(() => newClientId());

  const send = useMutation({
    mutationFn: (guest: GuestGiven | null) =>
      (session?.api ?? openApi).inquire(inquiryOf(contact, guest, { clientId, body: body.trim() })),
    onSuccess: ({ state }) => {
      write("");
      void store.invalidateQueries({ queryKey: contactKey(asked) });
      // A guest who is heard at once is signed in as that.
      if (session === null && state === "sent") ask();
    },
  });
  const open = useMutation({
    mutationFn: async () => contact.conversationId ?? (await startOf(session, asked, contact)).id,
    onSuccess: (conversationId) => {
      if (session !== null && body.trim() !== "") carry(session, conversationId, body);
      write("");
      void navigate(`/messages/${conversationId}`);
    },
  });

  return { body, write, send, open };
}

async function startOf(session: Session | null, { kind, id }: Asked, { business }: ContactDoor) {
  if (session === null) throw new Error("Nobody is signed in here");

  return session.api.start({ topic: kind === "general" ? { kind } : { kind, id }, businessId: business.id });
}

/** What was written stays on the device: it goes behind what waits in the conversation already. */
function carry({ drafts }: Session, conversationId: string, body: string): void {
  const waiting = drafts.all.get().get(draftKey(conversationId, "reply")) ?? "";
  drafts.write(conversationId, "reply", waiting === "" ? body : `${waiting}\n${body}`);
}
