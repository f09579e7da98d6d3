import { Link, Navigate } from "react-router";
import type { ProblemError } from "../api/problem";
import { api, useDoor } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { AuthPage } from "./AuthPage";
import { takeNext, useNext } from "./next";
import { textOf, useSubmit } from "./useSubmit";
import { peopleWords } from "./words";

export default function SignIn() {
  const { standing, ask } = useDoor();
  const { next, withNext } = useNext();
  const form = useSubmit(async (given) => {
    await api.signIn({ email: textOf(given, "email").trim(), password: textOf(given, "password") });
    // No link is needed any more that was to lead there.
    takeNext();
    ask();
  }, refusal);

  if (standing.is === "in") return <Navigate to={next} replace />;

  return (
    <AuthPage title={peopleWords.signIn.title}>
      <form className="auth__form" onSubmit={form.submit}>
        {form.problem && (
          <p className="auth__problem" role="alert">
            {form.problem}
          </p>
        )}
        <Field label={peopleWords.signIn.email} name="email" type="email" autoComplete="username" required autoFocus />
        <Field
          label={peopleWords.signIn.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <Button look="primary" type="submit" busy={form.busy || standing.is === "asking"}>
          {peopleWords.signIn.submit}
        </Button>
      </form>
      <p className="auth__links">
        <Link className="auth__link" to={withNext("/reset")}>
          {peopleWords.signIn.forgot}
        </Link>
        <Link className="auth__link" to={withNext("/signup")}>
          {peopleWords.signIn.signUp}
        </Link>
      </p>
    </AuthPage>
  );
}

function refusal(error: ProblemError): string | undefined {
  if (error.status === 401) return peopleWords.signIn.refused;

  return error.status === 429 ? peopleWords.signIn.tooMany : undefined;
}
