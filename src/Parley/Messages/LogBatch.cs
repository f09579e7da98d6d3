using Parley.Conversations;
using Parley.Kernel;

namespace Parley.Messages;

/// <summary>What is to be committed: a draft, or a happening.</summary>
internal readonly record struct LogEntry(Draft? Draft, Happening? Happening);

/// <summary>What became of one entry of a batch: exactly one of the four is set.</summary>
/// <param name="Told">What was said of a happening.</param>
internal sealed record Outcome(
    Sent? Sent = null,
    RuleBrokenException? Refusal = null,
    bool IsDeferred = false,
    IReadOnlyList<(Draft Draft, Sent Sent)>? Told = null
)
{
    public static readonly Outcome Deferred = new(IsDeferred: true);

    public static Outcome Refused(RuleBrokenException refusal) => new(Refusal: refusal);

    public static Outcome Stored(Message message, bool isRepeat) => new(new Sent(message, isRepeat));
}

/// <summary>The seat that a draft was made from is out of date; a new seat decides.</summary>
internal sealed class SeatChangedException() : RuleBrokenException(Problem.NotFound);

/// <summary>
/// Decides and numbers the drafts of one transaction, in the order of their arrival. Only what it read in that transaction counts,
/// so a close or a removal that committed first wins.
/// </summary>
internal sealed class LogBatch(ILogTransaction transaction, DateTimeOffset now)
{
    private const int SaltBytes = 16;

    private readonly LogState _state = new();
    private readonly LogChanges _changes = new();

    /// <summary>The conversations that deeds changed; caches forget them after the commit.</summary>
    public HashSet<Guid> ChangedConversations { get; } = [];

    /// <summary>Of those the ones that changed for all of their parties.</summary>
    public HashSet<Guid> ShownConversations { get; } = [];

    /// <returns>One outcome an entry, in their order.</returns>
    public async Task<Outcome[]> Run(IReadOnlyList<LogEntry> entries)
    {
        var drafts = entries.Select(entry => entry.Draft).OfType<Draft>().Where(draft => draft.ConversationRow != 0);
        await transaction.Load(QueryFor([], drafts, entries.Count), _state);

        var outcomes = new Outcome[entries.Count];
        for (var i = 0; i < entries.Count; i++)
            outcomes[i] = entries[i] switch
            {
                { Happening: { } happening } => await Tell(happening, entries.Count - i),
                { Draft.Deed: null } => Accept(entries[i].Draft!),
                _ => await AcceptWithDeed(entries[i].Draft!, entries.Count - i),
            };

        CollectChanges();
        await transaction.Write(_changes);

        return outcomes;
    }

    /// <summary>The public ids of the conversations that were read, by row.</summary>
    public IReadOnlyDictionary<long, Guid> ConversationIds =>
        _state.Conversations.ToDictionary(entry => entry.Key, entry => entry.Value.Id);

    private static LogQuery QueryFor(IEnumerable<long> conversationRows, IEnumerable<Draft> drafts, int rowCount)
    {
        var rows = new SortedSet<long>(conversationRows);
        var senders = new SortedSet<long>();
        var keys = new HashSet<MessageKey>();
        foreach (var draft in drafts)
        {
            rows.Add(draft.ConversationRow);
            if (draft.AccessVersion is not null)
                senders.Add(draft.ActorRow);
            keys.Add(KeyOf(draft));
        }

        return new LogQuery(rows, senders, keys, rowCount);
    }

    private static MessageKey KeyOf(Draft draft) => new(draft.ConversationRow, draft.Sender.PersonRow, draft.ClientId);

    private Outcome Accept(Draft draft)
    {
        if (!_state.Conversations.TryGetValue(draft.ConversationRow, out var conversation))
            return Outcome.Deferred;
        if (Settled(draft, conversation) is { } settled)
            return settled;
        if (RefusalOf(draft, conversation) is { } refusal)
            return Outcome.Refused(refusal);
        if (conversation.Find(draft.Audience) is not { } audience)
            return Outcome.Refused(new SeatChangedException());

        return Outcome.Stored(Number(draft, conversation, audience), isRepeat: false);
    }

    /// <summary>What needs no look at the seat: a repeat first, whatever has changed since, then what was refused already.</summary>
    private Outcome? Settled(Draft draft, ConversationState conversation) =>
        _state.Known.TryGetValue(KeyOf(draft), out var known) ? Repeat(draft, known, conversation)
        : draft.Refusal is { } refusal ? Outcome.Refused(refusal)
        : null;

    private static Outcome Repeat(Draft draft, Message known, ConversationState conversation)
    {
        var isSame =
            known.Body == draft.Body
            && known.Data == draft.Data
            && known.Kind == draft.Kind
            && known.ReplyTo == draft.ReplyTo
            && known.AudienceRow == conversation.Find(draft.Audience)?.RowId;

        return isSame
            ? Outcome.Stored(known, isRepeat: true)
            : Outcome.Refused(new RuleBrokenException(Problem.IdempotencyMismatch));
    }

    private RuleBrokenException? RefusalOf(Draft draft, ConversationState conversation)
    {
        if (draft.PartyVersion is { } version && version != conversation.PartyVersion)
            return new SeatChangedException();
        if (
            draft.AccessVersion is { } access
            && (!_state.AccessVersions.TryGetValue(draft.ActorRow, out var current) || current != access)
        )
            return new SeatChangedException();
        // What happened to an order is told in a closed conversation too; people are not heard there.
        if (conversation.Status == ConversationStatus.Closed && draft.Sender.Role != Role.System)
            return new RuleBrokenException(Problem.ConversationClosed);

        return null;
    }

    private async Task<Outcome> AcceptWithDeed(Draft draft, int entriesLeft)
    {
        if (draft.ConversationRow != 0)
        {
            if (!_state.Conversations.TryGetValue(draft.ConversationRow, out var conversation))
                return Outcome.Deferred;
            if (Settled(draft, conversation) is { } settled)
                return settled;
        }

        await transaction.Work.Execute("SAVEPOINT deed");
        var before = new Dictionary<long, ConversationState>();
        var outcome = Outcome.Deferred;
        try
        {
            var done = await draft.Deed!(transaction.Work);
            draft = draft with
            {
                ConversationRow = done.ConversationRow,
                PartyVersion = done.PartyVersion,
                Refusal = draft.Refusal ?? done.Refusal,
            };
            await Reload([done.ConversationRow], [draft], entriesLeft, before);
            outcome = Accept(draft);
            if (outcome.Sent is not null)
                Changed(done.ConversationId, done.IsHidden);
        }
        catch (RuleBrokenException refusal)
        {
            outcome = Outcome.Refused(refusal);
        }

        await End(isDone: outcome.Sent is not null, before);

        return outcome;
    }

    private async Task<Outcome> Tell(Happening happening, int entriesLeft)
    {
        await transaction.Work.Execute("SAVEPOINT deed");
        var before = new Dictionary<long, ConversationState>();
        var outcome = Outcome.Deferred;
        try
        {
            var happened = await happening(transaction.Work);
            await Reload(happened.ConversationRows, happened.Told, entriesLeft + happened.Told.Count, before);
            if (happened.ConversationRows.All(_state.Conversations.ContainsKey))
                outcome = new Outcome(Told: [.. happened.Told.Select(Say)]);
            foreach (var row in outcome.Told is null ? [] : happened.ConversationRows)
                Changed(_state.Conversations[row].Id, isHidden: false);
        }
        catch (RuleBrokenException refusal)
        {
            outcome = Outcome.Refused(refusal);
        }

        await End(isDone: outcome.Told is not null, before);

        return outcome;
    }

    private (Draft Draft, Sent Sent) Say(Draft draft) =>
        Accept(draft) is { Sent: { } sent }
            ? (draft, sent)
            : throw new InvalidOperationException("What the system tells of a happening cannot be refused.");

    private void Changed(Guid conversationId, bool isHidden)
    {
        ChangedConversations.Add(conversationId);
        if (!isHidden)
            ShownConversations.Add(conversationId);
    }

    /// <summary>Keeps what was done since the savepoint, or takes it back, and what was read of it.</summary>
    private async Task End(bool isDone, Dictionary<long, ConversationState> before)
    {
        await transaction.Work.Execute(isDone ? "RELEASE deed" : "ROLLBACK TO deed");
        foreach (var (row, state) in isDone ? [] : before)
            _state.Conversations[row] = state;
    }

    /// <summary>Reads conversations again after a deed, but keeps the numbers that this batch has taken and not written yet.</summary>
    /// <param name="kept">Gets them as they were known before.</param>
    private async Task Reload(
        IReadOnlyCollection<long> rows,
        IEnumerable<Draft> drafts,
        int rowCount,
        Dictionary<long, ConversationState> kept
    )
    {
        foreach (var row in rows)
            if (_state.Conversations.Remove(row, out var known))
                kept[row] = known;
        // The deed may have named a conversation that was not locked when the first row numbers were taken.
        await transaction.Load(QueryFor(rows, drafts, rowCount), _state);
        foreach (var (row, before) in kept)
            if (_state.Conversations.TryGetValue(row, out var after))
                Keep(before, after);
    }

    private static void Keep(ConversationState before, ConversationState after)
    {
        after.LastId = before.LastId;
        if (before.IsReopened && after.Status == ConversationStatus.Resolved)
            (after.Status, after.IsReopened) = (ConversationStatus.Open, true);
        foreach (var numbered in before.Audiences.Where(audience => audience.IsChanged))
        {
            after.Audiences.RemoveAll(audience => audience.RowId == numbered.RowId);
            after.Audiences.Add(numbered);
        }
    }

    private Message Number(Draft draft, ConversationState conversation, AudienceState audience)
    {
        var message = new Message
        {
            RowId = _state.FreeRows.Dequeue(),
            Id = Ids.NewAfter(conversation.LastId, now),
            ConversationRow = conversation.RowId,
            AudienceRow = audience.RowId,
            Seq = audience.LastSeq + 1,
            Kind = draft.Kind,
            Channel = draft.Channel,
            SenderRole = draft.Sender.Role,
            SenderRow = draft.Sender.PersonRow,
            SenderBusinessRow = draft.Sender.BusinessRow,
            ClientId = draft.ClientId,
            SentAt = now,
            ReplyTo = draft.ReplyTo,
            Body = draft.Body,
            Data = draft.Data,
        };
        audience.LastSeq = message.Seq;
        audience.LastId = conversation.LastId = message.Id;
        audience.IsChanged = true;
        if (Message.Speaks(message.Kind))
            Speak(message, conversation, audience);

        var salt = Randomness.Bytes(SaltBytes);
        var commitment = Message.CommitmentOf(salt, message.Body, message.Data, message.ReplyTo);
        _changes.Messages.Add(new NewMessage(message, salt, commitment, draft.Sender.TraceRow));
        _state.Known.Add(new MessageKey(message.ConversationRow, message.SenderRow, message.ClientId), message);
        MoveInbox(message, conversation, audience.Audience, draft.IsAnnounced);

        return message;
    }

    private static void Speak(Message message, ConversationState conversation, AudienceState audience)
    {
        audience.LastSpokenRole = (int)message.SenderRole;
        // A note must not show: it opens nothing again.
        if (audience.Audience.Kind == AudienceKind.Everyone && conversation.Status == ConversationStatus.Resolved)
        {
            conversation.Status = ConversationStatus.Open;
            conversation.IsReopened = true;
        }
    }

    private void MoveInbox(Message message, ConversationState conversation, Audience audience, bool isAnnounced)
    {
        var speaks = Message.Speaks(message.Kind);
        var sender =
            message.SenderBusinessRow != 0
                ? Owner.Business(message.SenderBusinessRow)
                : Owner.Person(message.SenderRow);
        foreach (var owner in conversation.Owners)
        {
            if (!audience.IsReadBy(owner))
                continue;

            var change = InboxChangeOf(owner, conversation.RowId);
            change.LastMessageRow = message.RowId;
            change.HasSpoken |= speaks || isAnnounced;
            change.IsUnread |= speaks && owner != sender;
        }
    }

    private InboxChange InboxChangeOf(Owner owner, long conversationRow)
    {
        if (!_changes.Inbox.TryGetValue((owner, conversationRow), out var change))
            _changes.Inbox[(owner, conversationRow)] = change = new InboxChange();

        return change;
    }

    private void CollectChanges()
    {
        foreach (var conversation in _state.Conversations.Values)
        {
            foreach (var audience in conversation.Audiences)
                if (audience.IsChanged)
                    _changes.Audiences.Add(audience);
            if (conversation.IsReopened)
                _changes.Reopened.Add(conversation);
        }

        foreach (var ((_, conversationRow), change) in _changes.Inbox)
            change.Status = _state.Conversations[conversationRow].Status;
    }
}
