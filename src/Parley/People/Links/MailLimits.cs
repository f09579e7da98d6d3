namespace Parley.People.Links;

/// <summary>Mails that strangers may cause, in an hour: 5 to one address, 100 from one source.</summary>
internal sealed class MailLimits(AttemptLimits limits)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly AttemptRule Addresses = new("mail.address", Window);
    private static readonly AttemptRule Sources = new("mail.source", Window);

    public static readonly AttemptRule[] Rules = [Addresses, Sources];

    private readonly AttemptLimit _addresses = limits.Of(Addresses, maxCount: 5);
    private readonly AttemptLimit _sources = limits.Of(Sources, maxCount: 100);

    public void Take(string email, string source)
    {
        _sources.Take(source);
        _addresses.Take(email);
    }
}
