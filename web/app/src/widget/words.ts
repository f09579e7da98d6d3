/** Every word that is read in the widget's frame only. */
export const widgetWords = {
  talks: "Your messages",
  none: "No messages yet",
  noneText: "Ask about what you look at: its page has a button for it.",
  about: "New message",
  notHere: "Nothing can be asked about this",
  notHereText: "The shop does not offer it here, or it belongs to somebody else.",
  failed: "This could not be loaded",
  failedAgain: "This could not be loaded. Try again",
  visitor: "Your messages with this shop",
  visitorText: "Sign in to the shop to read and write them.",
  signIn: "Sign in",
  allTalks: "All messages",
};
