using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Messages;

namespace Parley.Live;

/// <summary>
/// Shows committed messages on the devices of those who may read them. Gets the batch from memory right after the commit; may be
/// dropped: the feed heals it.
/// </summary>
internal sealed class ShowMessage(
    LiveAudience audience,
    ShowInbox inbox,
    ConversationCache conversations,
    ILogger<ShowMessage> logger
) : BackgroundService, IShowCommitted
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

    public void ShowChanged(IReadOnlyCollection<Guid> conversationIds)
    {
        foreach (var conversationId in conversationIds)
            _ = ShowChanged(conversationId);
    }

    private async Task ShowChanged(Guid conversationId)
    {
        if (await conversations.Find(conversationId, default) is not { } facts)
            return;

        audience.Recheck(facts);
        foreach (var party in facts.Parties)
            inbox.ShowHere(conversationId, party.Owner);
    }

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
        foreach (var socket in audience.Readers(facts, committed.Audience))
        {
            if (socket.Id == committed.Origin)
                continue;
            if (socket.Actor.PersonRow == committed.Message.SenderRow)
                socket.Post(FrameOf(committed, facts, socket.Actor.PersonRow));
            else
                socket.Post(frame ??= FrameOf(committed, facts, readerRow: 0));
        }

        foreach (var party in facts.Parties)
            if (party.Owner.Kind == OwnerKind.Business && committed.Audience.IsReadBy(party.Owner))
                inbox.ShowHere(facts.Id, party.Owner);
    }

    private static SerializedHubMessage FrameOf(Committed committed, ConversationFacts facts, long readerRow)
    {
        var view = MessageView.Of(committed.Message, committed.Sender, committed.Audience, facts, readerRow);

        return LiveFrames.Message(new MessageShown(view, [new HeadView(view.Audience, view.Seq)]));
    }
}
