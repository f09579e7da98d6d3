import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ContactDoor } from "../api/types";
import { ChoiceText } from "../contact/ChoiceText";
import { GuestFields, type GuestGiven, guestOf } from "../contact/GuestFields";
import { inquiryOf } from "../contact/inquiryOf";
import { QuickSend } from "../contact/QuickSend";
import { QuickText } from "../contact/QuickText";
import { measureQuick } from "../contact/quick";
import { quickProblem } from "../contact/quickProblem";
import { Waits } from "../contact/Told";
import { useLooseDraft } from "../contact/useLooseDraft";
import { newClientId } from "../conversation/clientId";
import type { WidgetApi } from "./api";
import { choiceOf } from "./choice";
import { widgetWords } from "./words";
import "../design/field.css";
import "../contact/quick.css";

interface VisitorFormProps {
  api: WidgetApi;
  offer: ContactDoor;
  wayIn: ReactNode;
  onGuest: (accessToken: string) => Promise<void>;
}

/** Asks without an account. Where the shop hears guests at once, the talk goes on in this frame; else behind the link in the mail. */
export function VisitorForm({ api, offer, wayIn, onGuest }: VisitorFormProps) {
  const choice = choiceOf(offer);
  const [body, write] = useLooseDraft(choice.key);
  // One id for all tries, so that a repeat after a lost answer is the same message.
  const [clientId] = useState(() => newClientId());
  const [waitsFor, setWaitsFor] = useState<string | null>(null);
  const { maySend } = measureQuick(body, offer.maxLength);
  const inquire = useMutation({
    mutationFn: (guest: GuestGiven) => api.app.inquire(inquiryOf(offer, guest, { clientId, body: body.trim() })),
    onSuccess: async ({ state, key }, { email }) => {
      if (state === "sent" && key) await onGuest(key);
      else setWaitsFor(email);
      write("");
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (maySend && !inquire.isPending) inquire.mutate(guestOf(new FormData(event.currentTarget)));
  };

  return (
    <section className="widget__about" aria-label={widgetWords.about}>
      <header className="widget__title">
        <h1>{widgetWords.about}</h1>
      </header>
      <div className="widget__form">
        <span className="widget__choice">
          <ChoiceText choice={choice} />
        </span>
        {waitsFor !== null ? (
          <Waits name={offer.business.name} email={waitsFor} />
        ) : (
          <form className="quick__form" onSubmit={submit}>
            <QuickText
              kind={offer.topic.kind}
              body={body}
              max={offer.maxLength}
              disabled={inquire.isPending}
              onWrite={write}
            />
            <GuestFields contact={offer} error={inquire.error} />
            {inquire.error && (
              <p className="quick__problem" role="alert">
                {quickProblem(inquire.error)}
              </p>
            )}
            <div className="quick__foot">
              {wayIn}
              <QuickSend disabled={!maySend} busy={inquire.isPending} />
            </div>
          </form>
        )}
      </div>
    </section>
  );
}
