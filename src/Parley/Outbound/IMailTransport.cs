namespace Parley.Outbound;

/// <summary>A way that mails leave by.</summary>
public interface IMailTransport
{
    /// <summary>Returns when the mail was taken over; throws when it was not.</summary>
    Task Send(Mail mail, CancellationToken cancellationToken);
}
