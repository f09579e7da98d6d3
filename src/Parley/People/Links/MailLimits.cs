using Parley.Kernel;

namespace Parley.People.Links;

/// <summary>Mails that strangers may cause, in an hour: 5 to one address, 100 from one source.</summary>
internal sealed class MailLimits(Clock clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly AttemptLimit _addresses = new(maxCount: 5, Window, clock);
    private readonly AttemptLimit _sources = new(maxCount: 100, Window, clock);

    public void Take(string email, string source)
    {
        _sources.Take(source);
        _addresses.Take(email);
    }
}
