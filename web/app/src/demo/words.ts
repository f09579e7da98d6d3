/** What is read only where there is a demo to try. */
export const demoWords = {
  title: "Try Parley as one of these people",
  text: "Open a second browser window as somebody else to see both sides.",
  none: "There is no demo here",
  noneText: "Start the server with the demo to fill it with people and orders.",
  shop: "Demo shop",
  shopText: (name: string) => `You are ${name}. Place an order and talk about it with who sells it.`,
  toShop: "Go to the demo shop",
  signedInAs: (name: string) => `You are signed in as ${name}.`,
  somebodyElse: "Be somebody else",
  order: "Place order",
  orderOf: (title: string) => `Place order: ${title}`,
  failed: "The offers could not be loaded",
  nothingSold: "Nothing is sold here yet",
};
