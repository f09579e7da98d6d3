namespace Parley.Outbound;

/// <summary>A way that mails leave by.</summary>
public interface IMailTransport
{
    /// <summary>Returns when the mail was taken over; throws when it was not.</summary>
    /// <param name="id">Of the mail; the same when it is sent again because nobody knows whether it was.</param>
    Task Send(Guid id, Mail mail, CancellationToken cancellationToken);
}
