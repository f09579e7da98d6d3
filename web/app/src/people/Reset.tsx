import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Field } from "../design/Field";
import { AuthPage } from "./AuthPage";
import { textOf, useSubmit } from "./useSubmit";
import { peopleWords } from "./words";

/** Says the same whether the address is known or not. */
export default function Reset() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSubmit(async (given) => {
    const email = textOf(given, "email").trim();
    await api.askForReset(email);
    setSentTo(email);
  });

  if (sentTo !== null)
    return (
      <main className="whole-page">
        <Empty
          isPage
          icon={<MailCheck size={22} aria-hidden="true" />}
          title={peopleWords.signUp.sent}
          text={peopleWords.reset.sentText(sentTo)}
        >
          <Link className="button button--secondary" to="/signin">
            {peopleWords.reset.back}
          </Link>
        </Empty>
      </main>
    );

  return (
    <AuthPage title={peopleWords.reset.title} text={peopleWords.reset.text}>
      <form className="auth__form" onSubmit={form.submit}>
        {form.problem && (
          <p className="auth__problem" role="alert">
            {form.problem}
          </p>
        )}
        <Field label={peopleWords.signIn.email} name="email" type="email" autoComplete="username" required />
        <Button look="primary" type="submit" busy={form.busy}>
          {peopleWords.reset.submit}
        </Button>
      </form>
      <p className="auth__links">
        <Link className="auth__link" to="/signin">
          {peopleWords.reset.back}
        </Link>
      </p>
    </AuthPage>
  );
}
