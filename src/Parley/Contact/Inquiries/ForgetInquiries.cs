using Parley.Events;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact.Inquiries;

/// <summary>Deletes inquiries that nobody has claimed in time, and those whose key opens them no more.</summary>
internal sealed class ForgetInquiries(Database database, INodeBus bus, Clock clock, ILogger<ForgetInquiries> logger)
    : Sweep("inquiries.forgotten", TimeSpan.FromHours(1), database, bus, clock, logger)
{
    protected override async Task Once(CancellationToken cancellationToken)
    {
        await DeleteAll("inquiry", "expires_at < @Now", new { Clock.Now }, cancellationToken);
        await Database.Write(
            work => work.Execute("DELETE FROM inquiry_mail WHERE until < @Now", new { Clock.Now }),
            cancellationToken
        );
    }
}
