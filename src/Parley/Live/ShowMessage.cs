using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Parley.Conversations;
using Parley.Messages;

namespace Parley.Live;

/// <summary>A message that has just been committed.</summary>
/// <param name="Heads">The newest number of its audience.</param>
public sealed record MessageShown(MessageView Message, IReadOnlyList<HeadView> Heads);

/// <summary>
/// Shows committed messages on the devices of those who may read them. Gets the batch from memory right after the commit; may be
/// dropped: the feed heals it.
/// </summary>
internal sealed class ShowMessage(LiveSockets sockets, ConversationCache conversations, ILogger<ShowMessage> logger)
    : BackgroundService,
        IShowCommitted
{
    // When the node falls behind, the newest are dropped and every device that missed one sees the hole.
    private const int MaxWaiting = 64 << 10;

    private readonly Channel<Committed> _waiting = System.Threading.Channels.Channel.CreateBounded<Committed>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true }
    );

    public void Show(IReadOnlyList<Committed> batch)
    {
        foreach (var committed in batch)
            _waiting.Writer.TryWrite(committed);
    }

    public void ShowChanged(IReadOnlyCollection<Guid> conversationIds) { }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await foreach (var committed in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Show(committed, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogError(failure, "A message could not be shown; its readers will fetch it");
            }
        }
    }

    private async ValueTask Show(Committed committed, CancellationToken cancellationToken)
    {
        if (await conversations.Find(committed.ConversationId, cancellationToken) is not { } facts)
            return;

        SerializedHubMessage? frame = null;
        foreach (var party in facts.Parties)
        {
            if (!committed.Audience.IsReadBy(party.Owner))
                continue;

            foreach (var socket in sockets.Of(party.Owner))
            {
                if (socket.Id == committed.Origin || !Hears(socket, party, facts))
                    continue;
                if (socket.Actor.PersonRow == committed.Message.SenderRow)
                    socket.Post(FrameOf(committed, facts, socket.Actor.PersonRow));
                else
                    socket.Post(frame ??= FrameOf(committed, facts, readerRow: 0));
            }
        }
    }

    /// <summary>A party's own devices always; of a business only those that have the conversation open.</summary>
    private static bool Hears(LiveSocket socket, Party party, ConversationFacts facts) =>
        party.Owner.Kind == OwnerKind.Person || socket.Watched.ContainsKey(facts.RowId);

    private static SerializedHubMessage FrameOf(Committed committed, ConversationFacts facts, long readerRow)
    {
        var view = MessageView.Of(committed.Message, committed.Sender, committed.Audience, facts, readerRow);

        return new SerializedHubMessage(
            new InvocationMessage("message", [new MessageShown(view, [new HeadView(view.Audience, view.Seq)])])
        );
    }
}
