import type { ContactDoor } from "../api/types";
import type { GuestGiven } from "./GuestFields";

/** What is asked of a business in short, as the server takes it; of somebody without an account with who he says he is. */
export function inquiryOf(
  { topic, business }: ContactDoor,
  guest: GuestGiven | null,
  message: { clientId: string; body: string },
) {
  return {
    ...guest,
    businessId: business.id,
    ...(topic.id && { topic: { kind: topic.kind, id: topic.id } }),
    message,
  };
}
