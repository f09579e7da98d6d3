using System.Text.Json;
using Parley.Conversations;
using Parley.Events;

namespace Parley.Messages;

/// <summary>
/// Tells other nodes what was committed here, and shows and counts here what was committed there, as if it had been committed on
/// this node.
/// </summary>
internal sealed class NodeSignals(
    INodeBus bus,
    Timeline timeline,
    ConversationCache conversations,
    SendLimits limits,
    IEnumerable<IShowCommitted> shows,
    ILogger<NodeSignals> logger
) : IHostedService
{
    private const string Changed = "conversations.changed";

    private readonly IReadOnlyList<IShowCommitted> _shows = [.. shows];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Listen("log", stamp => _ = Show(stamp.GetInt64()));
        bus.Listen(Changed, ids => ShowChanged(ids.Deserialize<Guid[]>()!));
        bus.Listen("bus.listening", _ => conversations.Clear());

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called on the node where the conversations changed, after the commit.</summary>
    public static void Tell(INodeBus bus, IReadOnlyCollection<Guid> conversationIds)
    {
        // 37 bytes an id in JSON; a bundle holds 200.
        foreach (var ids in conversationIds.Chunk(100))
            bus.Publish(Changed, ids);
    }

    private void ShowChanged(Guid[] conversationIds)
    {
        foreach (var conversationId in conversationIds)
            conversations.Forget(conversationId);
        foreach (var show in _shows)
            show.ShowChanged(conversationIds);
    }

    private async Task Show(long stamp)
    {
        try
        {
            var batch = await timeline.CommittedAt(stamp);
            // Before anybody sees it: who was shown the last message that is free is not free to send another.
            limits.CountElsewhere(batch);
            foreach (var show in _shows)
                show.Show(batch);
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "What another node committed could not be shown; its readers will fetch it");
        }
    }
}
