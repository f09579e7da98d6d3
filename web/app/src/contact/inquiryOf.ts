import type { ContactDoor } from "../api/types";
import type { GuestGiven } from "./GuestFields";

/** What somebody without an account asks, as the server takes it. */
export function inquiryOf(
  { topic, business }: ContactDoor,
  guest: GuestGiven,
  message: { clientId: string; body: string },
) {
  return {
    ...guest,
    businessId: business.id,
    ...(topic.id && { topic: { kind: topic.kind, id: topic.id } }),
    message,
  };
}
