import { useState } from "react";
import { Link } from "react-router";
import { api } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { AuthPage } from "./AuthPage";
import { CheckMail } from "./CheckMail";
import { keepNext, useNext } from "./next";
import { textOf, useSubmit } from "./useSubmit";
import { peopleWords } from "./words";

/** Says the same whether the address is known or not. */
export default function Reset() {
  const { next, withNext } = useNext();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSubmit(async (given) => {
    const email = textOf(given, "email").trim();
    await api.askForReset(email);
    keepNext(next);
    setSentTo(email);
  });

  if (sentTo !== null)
    return (
      <CheckMail text={peopleWords.reset.sentText(sentTo)}>
        <Link className="button button--secondary" to={withNext("/signin")}>
          {peopleWords.reset.back}
        </Link>
      </CheckMail>
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
        <Link className="auth__link" to={withNext("/signin")}>
          {peopleWords.reset.back}
        </Link>
      </p>
    </AuthPage>
  );
}
