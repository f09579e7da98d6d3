/** What is read only where somebody starts a conversation. */
export const startWords = {
  title: "New message",
  about: "What is it about?",
  orders: "My orders",
  listings: "Listings",
  services: "Services",
  searchPlaceholder: "Search",
  none: "Nothing to choose from here yet",
  message: "Your message",
  send: "Send",
  change: "Choose something else",
};
