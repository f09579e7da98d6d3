import { useMutation } from "@tanstack/react-query";
import { Mail, Phone } from "lucide-react";
import type { Asked } from "../api/client";
import type { ContactDoor } from "../api/types";
import { useDoor } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { mailtoOf, telOf } from "./quick";
import { contactWords } from "./words";

/** Other ways to the business, each shown only when it is asked for, since each showing is on record. */
export function Reveals({ asked, contact }: { asked: Asked; contact: ContactDoor }) {
  const { reveals } = contact;
  if (reveals.length === 0) return null;

  return (
    <div className="quick__ways">
      {reveals.includes("phone") && <Way asked={asked} what="phone" />}
      {reveals.includes("email") && <Way asked={asked} what="email" />}
    </div>
  );
}

function Way({ asked, what }: { asked: Asked; what: "phone" | "email" }) {
  const { standing } = useDoor();
  const reveal = useMutation({
    mutationFn: async () => {
      if (standing.is !== "in") throw new Error("Nobody is signed in here");

      return standing.session.api.revealContact(asked);
    },
  });
  const shown = reveal.data?.[what];
  const Icon = what === "phone" ? Phone : Mail;

  if (shown)
    return (
      <a
        className="quick__way"
        href={what === "phone" ? telOf(shown) : mailtoOf(shown)}
        title={what === "phone" ? contactWords.call : contactWords.mail}
      >
        <Icon size={16} aria-hidden="true" />
        <bdi>{shown}</bdi>
      </a>
    );

  return (
    <>
      <Button look="quiet" busy={reveal.isPending} onClick={() => reveal.mutate()}>
        <Icon size={16} aria-hidden="true" />
        {contactWords[what]}
      </Button>
      {reveal.isError && (
        <p className="quick__problem" role="alert">
          {contactWords.notRevealed}
        </p>
      )}
    </>
  );
}
