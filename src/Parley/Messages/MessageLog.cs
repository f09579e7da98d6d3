using System.Threading.Channels;
using Parley.Conversations;
using Parley.Events;
using Parley.Kernel;

namespace Parley.Messages;

/// <summary>
/// The heart: one writer a node takes drafts from a bounded queue and commits them in batches. Nothing else writes messages.
/// What <see cref="Append"/> answered is on disk.
/// </summary>
public class MessageLog : BackgroundService
{
    /// <summary>Drafts that may wait. A full queue answers 503 at once.</summary>
    internal const int MaxWaiting = 8192;

    /// <summary>
    /// Drafts in one transaction. Measured with 200 conversations on two cores: 64 gave 70 % of the throughput of 512, 2048 no
    /// more, at four times the delay for the last one.
    /// </summary>
    private const int MaxBatch = 512;

    private static readonly TimeSpan MaxDeferral = TimeSpan.FromSeconds(2);

    private readonly ILogStore _store;
    private readonly Clock _clock;
    private readonly ConversationCache _conversations;
    private readonly IReadOnlyList<IShowCommitted> _shows;
    private readonly INodeBus _bus;
    private readonly ILogger<MessageLog> _logger;
    private readonly List<Pending> _deferred = [];
    private readonly Channel<Pending> _waiting = System.Threading.Channels.Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true }
    );

    internal MessageLog(
        ILogStore store,
        Clock clock,
        ConversationCache conversations,
        IEnumerable<IShowCommitted> shows,
        INodeBus bus,
        ILogger<MessageLog> logger
    ) =>
        (_store, _clock, _conversations, _shows, _bus, _logger) = (
            store,
            clock,
            conversations,
            [.. shows],
            bus,
            logger
        );

    /// <summary>Stores a message, once.</summary>
    /// <param name="origin">The live connection that it came over, if any.</param>
    /// <returns>When it is on disk. Drafts that are appended one after another are numbered in that order.</returns>
    /// <exception cref="RuleBrokenException">Refused, and nothing of it is stored.</exception>
    public virtual Task<Sent> Append(Draft draft, string? origin = null) =>
        Enqueue(new Pending(new LogEntry(draft, null), origin, _clock.Ticks));

    /// <summary>Has something done together with what the system tells of it, all or nothing.</summary>
    /// <returns>When it is on disk.</returns>
    /// <exception cref="RuleBrokenException">Refused, and nothing of it is stored.</exception>
    public Task Tell(Happening happening) => Enqueue(new Pending(new LogEntry(null, happening), null, _clock.Ticks));

    private Task<Sent> Enqueue(Pending pending) =>
        _waiting.Writer.TryWrite(pending)
            ? pending.Done.Task
            : Task.FromException<Sent>(
                new RuleBrokenException(Problem.Unavailable) { RetryAfter = TimeSpan.FromSeconds(1) }
            );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the start-up thread: the loop's first wait may complete synchronously for ever under load.
        await Task.Yield();
        var batch = new List<Pending>(MaxBatch);
        while (await WaitForWork(stoppingToken))
        {
            batch.Clear();
            batch.AddRange(_deferred);
            _deferred.Clear();
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var pending))
                batch.Add(pending);

            await Commit(batch);
        }
    }

    private async ValueTask<bool> WaitForWork(CancellationToken stoppingToken)
    {
        try
        {
            if (_deferred.Count == 0)
                return await _waiting.Reader.WaitToReadAsync(stoppingToken);

            // Another node holds their conversations, for the time of its own batch.
            await _clock.Delay(TimeSpan.FromMilliseconds(2), stoppingToken);

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        // What came in while stopping is stored or refused, not forgotten.
        while (_waiting.Reader.TryRead(out var pending))
            await Commit([pending]);
        foreach (var pending in _deferred)
            pending.Done.TrySetException(new RuleBrokenException(Problem.Unavailable));
    }

    private async Task Commit(IReadOnlyList<Pending> pendings, bool isRetry = false)
    {
        try
        {
            await CommitOnce(pendings, isRetry);
        }
        catch (Exception failure)
        {
            if (pendings.Count == 1)
            {
                pendings[0].Done.TrySetException(failure);
                return;
            }

            _logger.LogWarning(failure, "A batch of {Count} failed; its drafts are tried one by one", pendings.Count);
            foreach (var pending in pendings)
                // What waits for its conversation is not overtaken by what came after it.
                if (pending.Entry.Draft is { } draft && _deferred.Any(other => other.IsIn(draft.ConversationRow)))
                    Defer(pending);
                else
                    await Commit([pending], isRetry: true);
        }
    }

    private async Task CommitOnce(IReadOnlyList<Pending> pendings, bool isRetry)
    {
        Outcome[] outcomes = [];
        IReadOnlyCollection<Guid> changed = [];
        IReadOnlyCollection<Guid> shown = [];
        IReadOnlyDictionary<long, Guid> ids = new Dictionary<long, Guid>();
        await _store.Run(async transaction =>
        {
            var batch = new LogBatch(transaction, _clock.Now);
            outcomes = await batch.Run([.. pendings.Select(pending => pending.Entry)]);
            (changed, shown, ids) = (batch.ChangedConversations, batch.ShownConversations, batch.ConversationIds);
        });

        foreach (var conversationId in changed)
            _conversations.Forget(conversationId);
        NodeSignals.Tell(_bus, shown);
        var committed = new List<Committed>(pendings.Count);
        for (var i = 0; i < pendings.Count; i++)
            Finish(pendings[i], outcomes[i], ids, isRetry, committed);
        foreach (var show in _shows)
        {
            if (shown.Count > 0)
                show.ShowChanged(shown);
            if (committed.Count > 0)
                show.Show(committed);
        }
    }

    private void Finish(
        Pending pending,
        Outcome outcome,
        IReadOnlyDictionary<long, Guid> ids,
        bool isRetry,
        List<Committed> committed
    )
    {
        if (outcome.IsDeferred)
            Defer(pending);
        else if (outcome.Refusal is { } refusal)
            pending.Done.TrySetException(refusal);
        else
        {
            // Nobody asks what became of a happening, but that it did.
            pending.Done.TrySetResult(outcome.Sent!);
            IReadOnlyList<(Draft, Sent)> stored = outcome.Told ?? [(pending.Entry.Draft!, outcome.Sent!)];
            foreach (var (draft, sent) in stored)
                // The first try may have committed although its answer was lost; then nobody here was shown the message yet.
                if (!sent.IsRepeat || isRetry)
                    committed.Add(
                        new Committed(
                            sent.Message,
                            draft.Sender,
                            draft.Audience,
                            ids[sent.Message.ConversationRow],
                            pending.Origin
                        )
                    );
        }
    }

    private void Defer(Pending pending)
    {
        if (_clock.Since(pending.Since) < MaxDeferral)
            _deferred.Add(pending);
        else
            pending.Done.TrySetException(
                new RuleBrokenException(Problem.Unavailable) { RetryAfter = TimeSpan.FromSeconds(1) }
            );
    }

    private sealed record Pending(LogEntry Entry, string? Origin, long Since)
    {
        public bool IsIn(long conversationRow) => Entry.Draft?.ConversationRow == conversationRow;

        public TaskCompletionSource<Sent> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
