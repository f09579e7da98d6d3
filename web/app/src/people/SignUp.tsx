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

export default function SignUp() {
  const { next, withNext } = useNext();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSubmit(async (given) => {
    const email = textOf(given, "email").trim();
    await api.signUp({ name: textOf(given, "name").trim(), email, password: textOf(given, "password") });
    keepNext(next);
    setSentTo(email);
  });

  if (sentTo !== null) return <CheckMail text={peopleWords.signUp.sentText(sentTo)} />;

  return (
    <AuthPage title={peopleWords.signUp.title}>
      <form className="auth__form" onSubmit={form.submit}>
        {form.problem && (
          <p className="auth__problem" role="alert">
            {form.problem}
          </p>
        )}
        <Field
          label={peopleWords.signUp.name}
          name="name"
          autoComplete="name"
          required
          maxLength={200}
          problem={form.fieldProblem("name")}
        />
        <Field
          label={peopleWords.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          problem={form.fieldProblem("email")}
        />
        <Field
          label={peopleWords.signIn.password}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          hint={peopleWords.signUp.hint}
          problem={form.fieldProblem("password")}
        />
        <Button look="primary" type="submit" busy={form.busy}>
          {peopleWords.signUp.submit}
        </Button>
      </form>
      <p className="auth__links">
        {peopleWords.signUp.have}
        <Link className="auth__link" to={withNext("/signin")}>
          {peopleWords.signIn.submit}
        </Link>
      </p>
    </AuthPage>
  );
}
