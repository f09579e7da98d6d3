using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>
/// Mails a link to who gives an address, if somebody is known by it. A link and a mail are made for nobody too, but go nowhere: the
/// time of the answer must not tell who is known.
/// </summary>
internal sealed class MailLink(Database database, MailLimits limits, LinkMails mails, Clock clock)
{
    /// <summary>To choose a new password.</summary>
    public Task ResetPassword(string email, string source, CancellationToken cancellationToken) =>
        Mail(email, source, LinkPurpose.ResetPassword, Persons.Account, mails.ResetPassword, cancellationToken);

    /// <summary>Back to a guest's conversations.</summary>
    public Task Return(string email, string source, CancellationToken cancellationToken) =>
        Mail(email, source, LinkPurpose.Return, Persons.Guest, mails.Return, cancellationToken);

    private async Task Mail(
        string address,
        string source,
        LinkPurpose purpose,
        Func<Work, string, Task<long?>> find,
        Func<Work, string, string, bool, Task> mail,
        CancellationToken cancellationToken
    )
    {
        var email = Addresses.RequireEmail(address);
        limits.Take(email, source);
        await database.Write(
            async work =>
            {
                var person = await find(work, email);
                var token = await Link.Make(work, purpose, person, new LinkData(email), clock.Now);
                await mail(work, email, token, person is not null);
            },
            cancellationToken
        );
    }
}
