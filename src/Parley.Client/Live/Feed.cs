using Microsoft.AspNetCore.SignalR.Client;

namespace Parley.Client.Live;

/// <summary>What the server tells, from both sources: the frames of the connection, and the feed after a break.</summary>
internal sealed class Feed
{
    private const int PageSize = 100;

    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromSeconds(1);

    private readonly ParleyClient _client;
    private readonly LiveOptions _options;
    private readonly Action<LiveEvent> _tell;
    private readonly Timelines _timelines;
    private string? _cursor;
    private string? _epoch;

    public Feed(ParleyClient client, LiveOptions options, Action<LiveEvent> tell)
    {
        (_client, _options, _tell) = (client, options, tell);
        _timelines = new Timelines(
            FetchAll,
            message => tell(new LiveEvent.MessageApplied(message)),
            options.KnowsListsFromStart
        );
    }

    /// <summary>Hands each frame of a connection to the one thread that applies.</summary>
    public void Listen(HubConnection hub, Action<Func<Task>> apply, CancellationToken stop)
    {
        hub.On<MessageFrame>("message", frame => apply(() => Take(frame.Message, stop)));
        hub.On<LiveEvent.InboxChanged>("inbox", inbox => apply(() => Take(inbox, stop)));
        hub.On<LiveEvent.Notice>("notice", notice => apply(() => Take(notice, stop)));
        hub.On<LiveEvent.CursorMoved>("cursor", moved => apply(() => Tell(moved)));
        hub.On<LiveEvent.FactChanged>("fact", fact => apply(() => Tell(fact)));
        hub.On<LiveEvent.TypingSeen>("typing", typing => apply(() => Tell(typing)));
        hub.On<LiveEvent.PresenceChanged>("presence", presence => apply(() => Tell(presence)));
    }

    public Task Take(MessageView message, CancellationToken stop) =>
        Insist(() => _timelines.Take(message, stop), message.ConversationId, stop);

    /// <summary>Reads the feed from where it stood, page by page, to its end.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        if (_cursor is null)
        {
            await Begin(stop);
            return;
        }

        SyncPage page;
        do
        {
            page = await _client.Sync(_cursor, stop);
            if (page.Epoch != _epoch)
            {
                _tell(new LiveEvent.Notice("refetch"));
                _timelines.Clear();
                await Begin(stop);
                return;
            }

            foreach (var change in page.Changed)
                await Take(change, stop);
            _cursor = page.Cursor;
        } while (page.More);
    }

    /// <summary>The cursor comes before the lists: what changes while they are read comes again from the feed.</summary>
    private async Task Begin(CancellationToken stop)
    {
        var start = await _client.Sync(null, stop);
        if (_options.KnowsListsFromStart)
        {
            var me = await _client.Me(stop);
            foreach (var side in me.Businesses.Select(business => (Guid?)business.Id).Append(null))
            foreach (var state in new[] { null, "archived", "spam" })
                await SkipList(
                    new ConversationFilter
                    {
                        As = side,
                        State = state,
                        Limit = PageSize,
                    },
                    stop
                );
        }

        (_cursor, _epoch) = (start.Cursor, start.Epoch);
    }

    private async Task SkipList(ConversationFilter filter, CancellationToken stop)
    {
        for (string? next = null; ; )
        {
            var page = await _client.ListConversations(filter with { Before = next }, stop);
            foreach (var row in page.Items)
                if (row.Last is { } last)
                    _timelines.Skip(row.ConversationId, last.Id);
            if ((next = page.Next) is null)
                return;
        }
    }

    private async Task Take(ChangedConversation change, CancellationToken stop)
    {
        if (change.Left)
        {
            Leave(change.ConversationId);
            return;
        }

        foreach (var head in change.Conversation?.Heads ?? [])
            await _timelines.Reach(change.ConversationId, head, stop);
        _tell(new LiveEvent.ConversationChanged(change));
    }

    private async Task Take(LiveEvent.InboxChanged inbox, CancellationToken stop)
    {
        if (_options.FetchesUnwatched && inbox.Row.Last is { } last)
            await Insist(() => _timelines.Reach(inbox.ConversationId, last.Id, stop), inbox.ConversationId, stop);
        _tell(inbox);
    }

    private async Task Take(LiveEvent.Notice notice, CancellationToken stop)
    {
        if (notice is { Code: "left", ConversationId: { } left })
            Leave(left);
        _tell(notice);
        if (notice.Code != "refetch")
            return;
        _timelines.Clear();
        _cursor = null;
        await Insist(() => CatchUp(stop), Guid.Empty, stop);
    }

    private void Leave(Guid conversationId)
    {
        _timelines.Forget(conversationId);
        _tell(new LiveEvent.ConversationLeft(conversationId));
    }

    private Task Tell(LiveEvent happened)
    {
        _tell(happened);

        return Task.CompletedTask;
    }

    /// <summary>A message that needs others before it waits until they could be fetched; what can never be fetched is given up.</summary>
    private async Task Insist(Func<Task> work, Guid conversationId, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work();
                return;
            }
            catch (ParleyProblemException lost) when (lost.Code is "not_found" or "unauthenticated")
            {
                _timelines.Forget(conversationId);
                return;
            }
            catch (Exception failure)
                when (failure is HttpRequestException or ParleyProblemException or OperationCanceledException)
            {
                await Task.Delay(PauseBetweenTries, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<IReadOnlyList<MessageView>> FetchAll(Guid conversationId, Guid? after, CancellationToken stop)
    {
        var all = new List<MessageView>();
        var isForward = after is not null;
        for (var from = after; ; )
        {
            var page = isForward
                ? await _client.ListMessages(conversationId, after: from, limit: PageSize, cancellationToken: stop)
                : await _client.ListMessages(conversationId, before: from, limit: PageSize, cancellationToken: stop);
            all.InsertRange(isForward ? all.Count : 0, page.Items);
            if (page.Next is null)
                return all;
            from = Guid.Parse(page.Next);
        }
    }

    private sealed record MessageFrame(MessageView Message);
}
