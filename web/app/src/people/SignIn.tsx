import { Link, Navigate, useSearchParams } from "react-router";
import type { ProblemError } from "../api/problem";
import { api, useDoor } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { words } from "../words";
import { AuthPage } from "./AuthPage";
import { textOf, useSubmit } from "./useSubmit";

export function SignIn() {
  const { standing, ask } = useDoor();
  const [search] = useSearchParams();
  const next = ownPath(search.get("next"));
  const form = useSubmit(async (given) => {
    await api.signIn({ email: textOf(given, "email").trim(), password: textOf(given, "password") });
    ask();
  }, refusal);

  if (standing.is === "in") return <Navigate to={next} replace />;

  return (
    <AuthPage title={words.signIn.title}>
      <form className="auth__form" onSubmit={form.submit}>
        {form.problem && (
          <p className="auth__problem" role="alert">
            {form.problem}
          </p>
        )}
        <Field label={words.signIn.email} name="email" type="email" autoComplete="username" required autoFocus />
        <Field label={words.signIn.password} name="password" type="password" autoComplete="current-password" required />
        <Button look="primary" type="submit" busy={form.busy || standing.is === "asking"}>
          {words.signIn.submit}
        </Button>
      </form>
      <p className="auth__links">
        <Link className="auth__link" to="/reset">
          {words.signIn.forgot}
        </Link>
        <Link className="auth__link" to="/signup">
          {words.signIn.signUp}
        </Link>
      </p>
    </AuthPage>
  );
}

function refusal(error: ProblemError): string | undefined {
  if (error.status === 401) return words.signIn.refused;

  return error.status === 429 ? words.signIn.tooMany : undefined;
}

/** Only a path of ours: another address in a link must not lead anybody away after sign-in. */
export function ownPath(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : "/";
}
