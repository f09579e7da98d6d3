import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { api } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { Field } from "../design/Field";
import { words } from "../words";
import { AuthPage } from "./AuthPage";
import { textOf, useSubmit } from "./useSubmit";

export default function SignUp() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSubmit(async (given) => {
    const email = textOf(given, "email").trim();
    await api.signUp({ name: textOf(given, "name").trim(), email, password: textOf(given, "password") });
    setSentTo(email);
  });

  if (sentTo !== null)
    return (
      <main className="whole-page">
        <Empty
          isPage
          icon={<MailCheck size={22} aria-hidden="true" />}
          title={words.signUp.sent}
          text={words.signUp.sentText(sentTo)}
        />
      </main>
    );

  return (
    <AuthPage title={words.signUp.title}>
      <form className="auth__form" onSubmit={form.submit}>
        {form.problem && (
          <p className="auth__problem" role="alert">
            {form.problem}
          </p>
        )}
        <Field
          label={words.signUp.name}
          name="name"
          autoComplete="name"
          required
          maxLength={200}
          problem={form.fieldProblem("name")}
        />
        <Field
          label={words.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          problem={form.fieldProblem("email")}
        />
        <Field
          label={words.signIn.password}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          hint={words.signUp.hint}
          problem={form.fieldProblem("password")}
        />
        <Button look="primary" type="submit" busy={form.busy}>
          {words.signUp.submit}
        </Button>
      </form>
      <p className="auth__links">
        {words.signUp.have}
        <Link className="auth__link" to="/signin">
          {words.signIn.submit}
        </Link>
      </p>
    </AuthPage>
  );
}
