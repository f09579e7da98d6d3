import type { ContactDoor } from "../api/types";
import { Field } from "../design/Field";
import { fieldProblemOf, textOf } from "../people/useSubmit";
import { contactWords } from "./words";

export interface GuestGiven {
  name: string;
  email: string;
  phone?: string;
}

interface GuestFieldsProps {
  contact: Pick<ContactDoor, "refusal">;
  error: Error | null;
}

/** Who asks, where he has no account. Some shops hear him at once, some when he has proven his address. */
export function GuestFields({ contact, error }: GuestFieldsProps) {
  const problemOf = fieldProblemOf(error);

  return (
    <>
      <Field
        label={contactWords.guest.name}
        name="name"
        autoComplete="name"
        required
        maxLength={255}
        problem={problemOf("name")}
      />
      <Field
        label={contactWords.guest.email}
        name="email"
        type="email"
        autoComplete="email"
        required
        maxLength={254}
        hint={contact.refusal ? contactWords.guest.emailHint : contactWords.guest.emailOpenHint}
        problem={problemOf("email")}
      />
      <Field
        label={contactWords.guest.phone}
        name="phone"
        type="tel"
        autoComplete="tel"
        maxLength={20}
        hint={contactWords.guest.phoneHint}
        problem={problemOf("phone")}
      />
    </>
  );
}

/** What he wrote there. */
export function guestOf(form: FormData): GuestGiven {
  const phone = textOf(form, "phone").trim();

  return { name: textOf(form, "name"), email: textOf(form, "email").trim(), ...(phone && { phone }) };
}
