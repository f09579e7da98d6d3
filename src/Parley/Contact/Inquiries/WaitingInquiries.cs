using Parley.Audit;
using Parley.Events.Followers;
using Parley.People.Links;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>What waits for an address to be proven, and goes on its way when it is.</summary>
internal sealed class WaitingInquiries(Effects effects) : IWaitForProof
{
    /// <summary>So many are shown on one page, the newest.</summary>
    private const int MaxShown = 10;

    public async Task<IReadOnlyList<WaitingMessage>> Of(Work work, string email, DateTimeOffset now)
    {
        var shown = new List<WaitingMessage>();
        foreach (var inquiry in await Waiting(work, email, now))
        {
            var request = inquiry.Request;
            var business = await work.One<string>("SELECT name FROM business WHERE id = @BusinessId", request);
            shown.Add(
                new WaitingMessage(inquiry.Id, business ?? "", request.Message.Body, inquiry.CreatedAt, request.Subject)
            );
        }

        return shown;
    }

    public async Task Release(Work work, string email, IReadOnlySet<Guid> chosen, AuditActor by, DateTimeOffset now)
    {
        foreach (var inquiry in await Waiting(work, email, now))
            if (chosen.Contains(inquiry.Id) && await Inquiry.Proven(work, inquiry.Id, by.PersonRow, now))
            {
                await Guests.AddPhone(work, by.PersonRow, Guest.Of(inquiry.Request), now);
                await effects.Add(work, ReleaseInquiries.Follower, inquiry.Id, $"{inquiry.Id} {by.TraceRow}");
                await AuditLog.Record(work, new AuditEntry("inquiry.proven", by, now) { Subject = inquiry.Id });
            }
        await InquiryMails.Forget(work, email);
    }

    private static Task<IReadOnlyList<Inquiry>> Waiting(Work work, string email, DateTimeOffset now) =>
        work.Query<Inquiry>(
            $"""
            {Inquiry.Select} WHERE email = @email AND person_row IS NULL AND expires_at > @now
            ORDER BY row_id DESC LIMIT {MaxShown}
            """,
            new { email, now }
        );
}
