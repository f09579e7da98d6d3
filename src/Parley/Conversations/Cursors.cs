using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Told of cursors that have moved and are stored. Must return at once and never throw; the feed heals what it drops.</summary>
public interface IShowCursors
{
    void Show(IReadOnlyList<MovedCursor> moved);
}

/// <param name="VisibleTo">
/// The only side that may see it, where it is a member's own cursor or that of an audience inside; null where every party that
/// reads the audience may.
/// </param>
public sealed record MovedCursor(
    Guid ConversationId,
    long ConversationRow,
    Audience Audience,
    Owner Reader,
    CursorView View,
    Owner? VisibleTo = null
);

/// <summary>
/// How far everyone has read. Moves are merged in memory and written together a moment later; who reads a list or a conversation
/// has them written first, so nobody sees his own move undone.
/// </summary>
public sealed class Cursors(Database database, Clock clock, IEnumerable<IShowCursors> shows, ILogger<Cursors> logger)
    : BackgroundService
{
    private static readonly TimeSpan WriteAfter = TimeSpan.FromMilliseconds(250);

    // Message batches wait for a write that has begun: this many take a few milliseconds.
    private const int MaxPerWrite = 100;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private Dictionary<(long AudienceRow, Owner Reader), CursorMove> _pending = [];

    /// <summary>Notes that the seat's person, and with him his business, has got or read up to a number of an audience.</summary>
    public void Move(Seat seat, AudienceRow audience, long seq, bool isRead)
    {
        var person = Owner.Person(seat.Actor.PersonRow);
        var side = seat.Side;
        Move(
            seat,
            audience,
            side.Owner,
            new ReaderName(side.Id, side.Name),
            visibleTo: VisibleTo(audience),
            seq,
            isRead
        );
        if (person != side.Owner)
            Move(
                seat,
                audience,
                person,
                new ReaderName(seat.Actor.PersonId, seat.Actor.Name),
                visibleTo: side.Owner,
                seq,
                isRead
            );
    }

    private static Owner? VisibleTo(AudienceRow audience) =>
        audience.Audience.Kind == AudienceKind.Team ? audience.Audience.Owner : null;

    private void Move(
        Seat seat,
        AudienceRow audience,
        Owner reader,
        ReaderName name,
        Owner? visibleTo,
        long seq,
        bool isRead
    )
    {
        // What a business has read is what one of its members has; of the two cursors the person's is audited.
        var isOwn = reader.Kind == OwnerKind.Person;
        lock (_lock)
        {
            var key = (audience.RowId, reader);
            if (!_pending.TryGetValue(key, out var move))
                _pending[key] = move = new CursorMove(seat.Facts, audience, reader, name, visibleTo);
            if (isOwn && isRead)
                move.Entry = seat.Audited("message.read", clock.Now);
            move.Delivered = Math.Max(move.Delivered, seq);
            if (isRead)
                move.Read = Math.Max(move.Read, seq);
        }
    }

    /// <summary>Writes what waits; when it returns, what was moved before the call is stored.</summary>
    /// <param name="conversationRow">Only if something of this conversation waits; 0 for anything.</param>
    public async Task Flush(long conversationRow = 0)
    {
        if (!HasPending(conversationRow))
            return;

        await _writing.WaitAsync();
        try
        {
            // Once: what is moved after the call is not the caller's, and on a busy server there would be more for ever.
            if (TakePending() is { Count: > 0 } moves)
                await Write(moves);
        }
        finally
        {
            _writing.Release();
        }
    }

    private bool HasPending(long conversationRow)
    {
        lock (_lock)
            // A write that is under way counts: its moves are not stored yet.
            return _writing.CurrentCount == 0
                || (
                    conversationRow == 0
                        ? _pending.Count > 0
                        : _pending.Values.Any(move => move.Facts.RowId == conversationRow)
                );
    }

    private List<CursorMove> TakePending()
    {
        lock (_lock)
        {
            var moves = _pending.Values.ToList();
            _pending = [];

            return moves;
        }
    }

    private async Task Write(List<CursorMove> moves)
    {
        // In one order on all nodes, so that two which write the same rows wait for each other and do not lock each other out.
        var ordered = moves
            .OrderBy(move => move.Facts.RowId)
            .ThenBy(move => move.Audience.RowId)
            .ThenBy(move => move.Reader.Value);
        foreach (var chunk in ordered.Chunk(MaxPerWrite))
        {
            var moved = await WriteOrNot(chunk);
            if (moved.Count > 0)
                foreach (var show in shows)
                    show.Show(moved);
        }
    }

    private async Task<IReadOnlyList<MovedCursor>> WriteOrNot(IReadOnlyList<CursorMove> moves)
    {
        try
        {
            return await database.Write(work => CursorWrites.Write(work, moves, clock.Now));
        }
        catch (Exception failure)
        {
            // A receipt may be lost, as a crash may lose one: the device reads on and moves it again. Who only reads is not refused.
            logger.LogWarning(failure, "Cursors could not be written");

            return [];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await clock.Delay(WriteAfter, stoppingToken);
                await Flush();
            }
        }
        catch (OperationCanceledException)
        {
            await Flush();
        }
    }
}

internal sealed record ReaderName(Guid Id, string Name);

internal sealed record CursorMove(
    ConversationFacts Facts,
    AudienceRow Audience,
    Owner Reader,
    ReaderName Name,
    Owner? VisibleTo
)
{
    public long Delivered { get; set; }
    public long Read { get; set; }

    /// <summary>Who has read, and from where.</summary>
    public AuditEntry? Entry { get; set; }
}
