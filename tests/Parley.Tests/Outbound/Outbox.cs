using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Parley.Outbound;

namespace Parley.Tests.Outbound;

/// <summary>The mails that the server wrote to its outbox folder.</summary>
internal static class Outbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Task Mails(this World world, Mail mail) =>
        world.Database.Write(work => world.Services.GetRequiredService<Mailer>().Add(work, mail));

    /// <summary>The newest mail to the address; waits for it, and until there are so many to it.</summary>
    public static async Task<string> MailTo(this World world, string email, int count = 1)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(20))
        {
            var mails = world.MailsTo(email);
            if (mails.Count >= count)
                return mails[^1];
            await Task.Delay(20);
        }

        throw new Xunit.Sdk.XunitException($"No mail came to {email}.");
    }

    public static IReadOnlyList<string> MailsTo(this World world, string email)
    {
        var folder = new DirectoryInfo(world.Services.GetRequiredService<IOptions<MailOptions>>().Value.Outbox!);

        return !folder.Exists
            ? []
            :
            [
                .. folder
                    .GetFiles("*.eml")
                    .OrderBy(file => file.Name)
                    .Select(file => File.ReadAllText(file.FullName))
                    .Where(mail => mail.Contains($"\r\nTo: {email}\r\n")),
            ];
    }

    /// <summary>The token of the one link in the mail.</summary>
    public static string TokenIn(string mail)
    {
        var start = mail.IndexOf("/join/", StringComparison.Ordinal) + "/join/".Length;

        return mail[start..mail.IndexOf('\r', start)];
    }
}
