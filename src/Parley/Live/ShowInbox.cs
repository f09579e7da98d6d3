using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Parley.Conversations;
using Parley.Events;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Live;

/// <summary>
/// Keeps the lists on the devices current: a line that changes is read anew and sent at most once a second, however much is said.
/// </summary>
internal sealed class ShowInbox(
    LiveSockets sockets,
    ConversationCache conversations,
    InboxRows inbox,
    Database database,
    INodeBus bus,
    Clock clock,
    ILogger<ShowInbox> logger
) : BackgroundService, IShowInbox
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A busy server's lines would all fall due at once, again and again, and make every message behind them late.
    private const int TicksToSpreadOver = 8;
    private const int MinLinesPerTick = 20;

    private const string Signal = "inbox.changed";

    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid ConversationId, Owner Owner), Line> _lines = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        bus.Listen(Signal, line => Take(line.Deserialize<LineSignal>()!));

        return base.StartAsync(cancellationToken);

        void Take(LineSignal line) => ShowHere(line.ConversationId, new Owner(line.Owner));
    }

    /// <summary>Here and on the other nodes.</summary>
    public void Show(Guid conversationId, Owner owner)
    {
        bus.Publish(Signal, new LineSignal(conversationId, owner.Value));
        ShowHere(conversationId, owner);
    }

    private sealed record LineSignal(Guid ConversationId, long Owner);

    /// <summary>For what every node learns of by itself.</summary>
    public void ShowHere(Guid conversationId, Owner owner)
    {
        if (!sockets.IsOnline(owner))
            return;
        lock (_lock)
        {
            if (_lines.TryGetValue((conversationId, owner), out var line))
                line.HasChanged = true;
            else
                _lines[(conversationId, owner)] = new Line { HasChanged = true };
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await clock.Delay(Tick, stoppingToken);
                if (TakeDue() is { Count: > 0 } due)
                    await Send(due, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Lines that have changed and were not sent within the last second; those that rest are forgotten.</summary>
    private List<(Guid ConversationId, Owner Owner)> TakeDue()
    {
        lock (_lock)
        {
            var rested = _lines.Where(entry => clock.Since(entry.Value.SentAt) >= Pause).ToList();
            foreach (var (key, _) in rested.Where(entry => !entry.Value.HasChanged))
                _lines.Remove(key);
            var due = rested
                .Where(entry => entry.Value.HasChanged)
                .OrderBy(entry => entry.Value.SentAt)
                .Take(Math.Max(MinLinesPerTick, _lines.Count / TicksToSpreadOver))
                .ToList();
            foreach (var (_, line) in due)
                (line.HasChanged, line.SentAt) = (false, clock.Ticks);

            return [.. due.Select(entry => entry.Key)];
        }
    }

    private async Task Send(List<(Guid ConversationId, Owner Owner)> lines, CancellationToken cancellationToken)
    {
        try
        {
            var facts = new Dictionary<InboxKey, ConversationFacts>();
            foreach (var (conversationId, owner) in lines)
                if (await conversations.Find(conversationId, cancellationToken) is { } found)
                    facts[new InboxKey(owner, found.RowId)] = found;
            var rows = await database.Read(work => inbox.Find(work, facts.Keys), cancellationToken);
            foreach (var (key, row) in rows)
                Send(facts[key], key.Owner, row);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogWarning(failure, "Lines of lists could not be shown; the feed will");
        }
    }

    private void Send(ConversationFacts facts, Owner owner, InboxRowView row)
    {
        SerializedHubMessage? frame = null;
        foreach (var socket in sockets.Of(owner))
            if (Seats.Of(socket.Actor, facts, socket.Memberships) is not null)
                socket.Post(frame ??= LiveFrames.Inbox(new InboxShown(facts.Id, row)));
    }

    private sealed class Line
    {
        public bool HasChanged { get; set; }
        public long SentAt { get; set; }
    }
}
