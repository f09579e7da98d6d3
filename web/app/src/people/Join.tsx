import { useQuery } from "@tanstack/react-query";
import { Unlink } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { LinkView } from "../api/types";
import { api, useDoor } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Field } from "../design/Field";
import { AuthPage } from "./AuthPage";
import { takeNext } from "./next";
import { textOf, useSubmit } from "./useSubmit";
import { peopleWords } from "./words";

/** Where a one-time link leads: an invitation, the proof of an address, a new password. */
export default function Join() {
  const { token = "" } = useParams();
  const { ask } = useDoor();
  const navigate = useNavigate();
  const link = useQuery({ queryKey: ["link", token], queryFn: () => api.link(token), retry: false });
  const form = useSubmit(async (given) => {
    const name = textOf(given, "name").trim();
    const email = textOf(given, "email").trim();
    const password = textOf(given, "password");
    const send = given.getAll("send").map(String);
    await api.redeem(token, {
      ...(name && { name }),
      ...(email && { email }),
      ...(password && { password }),
      ...(link.data?.waiting && { send }),
    });
    ask();
    await navigate(link.data ? leadsTo(link.data) : "/");
  });

  if (link.isPending) return <main className="whole-page" aria-busy="true" />;
  if (link.isError)
    return (
      <main className="whole-page">
        <Empty
          isPage
          icon={<Unlink size={22} aria-hidden="true" />}
          title={peopleWords.join.spent}
          text={peopleWords.join.spentText}
        >
          <Link className="button button--primary" to="/signin">
            {peopleWords.signIn.submit}
          </Link>
          <Another />
        </Empty>
      </main>
    );

  const { purpose, email, needs } = link.data;

  return (
    <AuthPage title={titleOf(link.data)} {...textOfLink(purpose, email)}>
      <form className="auth__form" onSubmit={form.submit}>
        {form.problem && (
          <p className="auth__problem" role="alert">
            {form.problem}
          </p>
        )}
        {link.data.waiting && <Waiting messages={link.data.waiting} />}
        {needs.includes("name") && (
          <Field
            label={peopleWords.signUp.name}
            name="name"
            autoComplete="name"
            required
            maxLength={200}
            problem={form.fieldProblem("name")}
          />
        )}
        {needs.includes("email") && (
          <Field
            label={peopleWords.signIn.email}
            name="email"
            type="email"
            autoComplete="username"
            required
            problem={form.fieldProblem("email")}
          />
        )}
        {needs.includes("password") && (
          <Password isNew={purpose !== "prove_email"} problem={form.fieldProblem("password")} />
        )}
        <Button look="primary" type="submit" busy={form.busy}>
          {actOf(link.data)}
        </Button>
      </form>
    </AuthPage>
  );
}

function Password({ isNew, problem }: { isNew: boolean; problem: string | undefined }) {
  return (
    <Field
      label={peopleWords.signIn.password}
      name="password"
      type="password"
      autoComplete={isNew ? "new-password" : "current-password"}
      required
      {...(isNew && { minLength: 10, hint: peopleWords.signUp.hint })}
      problem={problem}
    />
  );
}

/** For a guest, who has no password to come back with. */
function Another() {
  const [isSent, setIsSent] = useState(false);
  const form = useSubmit(async (given) => {
    await api.mailReturn(textOf(given, "email").trim());
    setIsSent(true);
  });
  if (isSent) return <p role="status">{peopleWords.join.anotherSent}</p>;

  return (
    <form className="auth__form auth__another" onSubmit={form.submit}>
      <p>{peopleWords.join.another}</p>
      {form.problem && (
        <p className="auth__problem" role="alert">
          {form.problem}
        </p>
      )}
      <Field
        label={peopleWords.signIn.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        problem={form.fieldProblem("email")}
      />
      <Button type="submit" busy={form.busy}>
        {peopleWords.join.anotherSend}
      </Button>
    </form>
  );
}

/** What was written with the address, each to be sent or not: somebody else may have used it. */
function Waiting({ messages }: { messages: NonNullable<LinkView["waiting"]> }) {
  if (messages.length === 0) return <p>{peopleWords.join.waitingNone}</p>;

  return (
    <fieldset className="auth__waiting">
      <legend className="auth__legend">{peopleWords.join.chooseOne}</legend>
      {messages.map((message, index) => (
        <label key={message.id} className="auth__waiting-one">
          <input type="checkbox" name="send" value={message.id} defaultChecked={index === 0} />
          <span>
            <b>{peopleWords.join.to(message.business)}</b>
            {message.subject && <span>{message.subject}</span>}
            <q>{message.body}</q>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function actOf({ purpose, business }: LinkView): string {
  if (business) return peopleWords.join.join;
  if (purpose === "reset_password") return peopleWords.join.save;
  if (purpose === "inquiry") return peopleWords.join.send;

  return purpose === "return" ? peopleWords.join.goOn : peopleWords.join.confirm;
}

function leadsTo({ purpose, conversationId }: LinkView): string {
  if (purpose === "prove_email" || purpose === "reset_password") return takeNext();

  return conversationId ? `/messages/${conversationId}` : "/";
}

function titleOf({ purpose, business }: LinkView): string {
  if (purpose === "reset_password") return peopleWords.join.reset;
  if (purpose === "prove_email") return peopleWords.join.proof;
  if (purpose === "inquiry") return peopleWords.join.waiting;
  if (purpose === "return") return peopleWords.join.return;
  if (purpose === "first_admin") return peopleWords.join.setup;

  return business ? peopleWords.join.invitation(business) : peopleWords.join.invitationPlain;
}

function textOfLink(purpose: LinkView["purpose"], email: string | null | undefined): { text?: string } {
  if (purpose === "prove_email") return { text: peopleWords.join.proofText };
  if (purpose === "return") return { text: peopleWords.join.returnText };
  if (purpose === "inquiry" && email) return { text: peopleWords.join.waitingOf(email) };

  return email ? { text: peopleWords.join.for(email) } : {};
}
