using Parley.Outbound;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>The words of the mails that carry links.</summary>
internal sealed class LinkMails(Mailer mailer, PublicAddress address)
{
    private const string Ignore = "If this was not you, do nothing: without you nothing happens.";

    public Task ProveEmail(Work work, string email, string token) =>
        mailer.Add(
            work,
            new Mail(
                email,
                "Confirm your e-mail address",
                $"""
                Open this link and enter the password that you chose, and your account is ready:

                {AddressOf(token)}

                The link works once, for 24 hours. {Ignore}
                """
            )
        );

    public Task AlreadyKnown(Work work, string email) =>
        mailer.Add(
            work,
            new Mail(
                email,
                "You have an account already",
                $"""
                Somebody, perhaps you, asked for an account with this address. It has one: sign in, or ask for a new password.

                {address.Of("/signin")}

                {Ignore}
                """
            )
        );

    /// <param name="hasAccount">Whether the mail goes anywhere.</param>
    public Task ResetPassword(Work work, string email, string token, bool hasAccount) =>
        mailer.AddIf(
            work,
            hasAccount,
            new Mail(
                email,
                "Choose a new password",
                $"""
                Open this link to choose a new password. You will be signed out on all devices.

                {AddressOf(token)}

                The link works once, for 24 hours. {Ignore}
                """
            )
        );

    /// <param name="isGuest">Whether the mail goes anywhere.</param>
    public Task Return(Work work, string email, string token, bool isGuest) =>
        mailer.AddIf(
            work,
            isGuest,
            new Mail(
                email,
                "Back to your conversations",
                $"""
                Open this link to go on where you left off:

                {AddressOf(token)}

                The link works once, for 24 hours. {Ignore}
                """
            )
        );

    public Task Invitation(Work work, string email, string token, string business, string inviter) =>
        mailer.Add(
            work,
            new Mail(
                email,
                $"Invitation to {business}",
                $"""
                {inviter} invites you to answer customers for {business}. Open this link to accept:

                {AddressOf(token)}

                The link works once, for 24 hours. {Ignore}
                """
            )
        );

    public string AddressOf(string token) => address.Of($"/join/{token}");
}
