using Parley.Events;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>Deletes inquiries that nobody has claimed in time, and those whose key opens them no more.</summary>
internal sealed class ForgetInquiries(Database database, INodeBus bus, Clock clock, ILogger<ForgetInquiries> logger)
    : Sweep("inquiries.forgotten", TimeSpan.FromHours(1), database, bus, clock, logger)
{
    // Messages wait for a write that has begun.
    private const int MaxPerWrite = 500;

    protected override async Task Once(CancellationToken cancellationToken)
    {
        while (await Database.Write(DeleteSome, cancellationToken) == MaxPerWrite) { }
        await Database.Write(
            work => work.Execute("DELETE FROM inquiry_mail WHERE until < @Now", new { Clock.Now }),
            cancellationToken
        );
    }

    private Task<int> DeleteSome(Work work) =>
        work.Execute(
            $"""
            DELETE FROM inquiry WHERE row_id IN (SELECT row_id FROM inquiry WHERE expires_at < @Now LIMIT {MaxPerWrite})
            """,
            new { Clock.Now }
        );
}
