using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>Lets the one who starts the server become its first admin.</summary>
internal sealed class FirstAdmin(Database database, Clock clock, LinkMails mails)
{
    /// <returns>The address of a link that makes an admin, to be shown on the terminal; null when there is one already.</returns>
    public async Task<string?> LinkIfNeeded(CancellationToken cancellationToken)
    {
        var token = await database.Write<string?>(
            async work =>
                await Exists(work)
                    ? null
                    : await Link.Make(work, LinkPurpose.FirstAdmin, personRow: null, new LinkData(), clock.Now),
            cancellationToken
        );

        return token is null ? null : mails.AddressOf(token);
    }

    public static async Task<bool> Exists(Work work) =>
        await work.One<long>("SELECT count(*) FROM person WHERE is_admin = @yes", new { yes = true }) > 0;
}
