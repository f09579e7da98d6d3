/** What is read on the way in, and no more once somebody is signed in. */
export const peopleWords = {
  signIn: {
    title: "Sign in",
    email: "Email",
    password: "Password",
    submit: "Sign in",
    forgot: "Forgot your password?",
    signUp: "Create an account",
    newHere: "New here?",
    demo: "Try the demo",
    refused: "Email or password is not right. Check both and try again.",
    tooMany: "Too many tries. Wait a minute, then try again.",
    intro: "Every order, listing and service gets one place to talk.",
    points: [
      "Ask about an order where the order is.",
      "See when it was sent, delivered and seen.",
      "Nothing is lost when the connection is.",
    ],
  },

  signUp: {
    title: "Create your account",
    name: "Your name",
    hint: "At least 10 characters. A sentence works well.",
    submit: "Create account",
    sent: "Check your email",
    sentText: (email: string) => `We sent a link to ${email}. Open it to finish.`,
    have: "Have an account?",
  },

  reset: {
    title: "Reset your password",
    text: "We will email you a link to choose a new one.",
    submit: "Email me a link",
    sentText: (email: string) => `If ${email} has an account, a link is on its way. It works once, for an hour.`,
    back: "Back to sign in",
  },

  join: {
    invitation: (business: string) => `Join ${business}`,
    invitationPlain: "You are invited",
    proof: "Confirm your email",
    proofText: "Enter the password that you chose, and your account is ready.",
    reset: "Choose a new password",
    confirm: "Confirm",
    setup: "Set up Parley",
    for: (email: string) => `For ${email}`,
    join: "Join",
    save: "Save password",
    waiting: "Is this from you?",
    waitingOf: (email: string) =>
      `Somebody wrote this with the address ${email}. It is sent once you say that it is yours.`,
    waitingNone: "Nothing waits for this address any more.",
    to: (business: string) => `To ${business}`,
    send: "Send",
    return: "Back to your conversation",
    returnText: "Go on where you left off.",
    goOn: "Continue",
    chooseOne: "Choose what is yours.",
    spent: "This link has been used or has expired",
    spentText: "Ask for a new one, or sign in if you already used it.",
  },
};
