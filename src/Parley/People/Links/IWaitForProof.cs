using Parley.Audit;
using Parley.Storage;

namespace Parley.People.Links;

/// <summary>A message that is sent when its sender's address is proven.</summary>
/// <param name="Business">Whom it is for, by name.</param>
public sealed record WaitingMessage(
    Guid Id,
    string Business,
    string Body,
    DateTimeOffset WrittenAt,
    string? Subject = null
);

/// <summary>What waits for an address to be proven. Only who reads the mails to it is asked, and is shown it.</summary>
public interface IWaitForProof
{
    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<WaitingMessage>> Of(Work work, string email, DateTimeOffset now);

    /// <summary>Sends those of them that were chosen, once this transaction is committed.</summary>
    Task Release(Work work, string email, IReadOnlySet<Guid> chosen, AuditActor by, DateTimeOffset now);
}
