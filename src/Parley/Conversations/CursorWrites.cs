using Parley.Audit;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Stores moved cursors and what follows from them in the lists.</summary>
internal static class CursorWrites
{
    // Never beyond the newest message, never back.
    private const string MoveCursor = """
        INSERT INTO cursor (audience_row, reader, delivered, read, read_at)
        SELECT row_id, @Reader, CASE WHEN @Delivered > last_seq THEN last_seq ELSE @Delivered END,
            CASE WHEN @Read > last_seq THEN last_seq ELSE @Read END, CASE WHEN @Read > 0 THEN @now END
        FROM audience WHERE row_id = @AudienceRow AND last_seq > 0
        ON CONFLICT (audience_row, reader) DO UPDATE SET
            delivered = CASE WHEN excluded.delivered > cursor.delivered THEN excluded.delivered ELSE cursor.delivered END,
            read_at = CASE WHEN excluded.read > cursor.read THEN excluded.read_at ELSE cursor.read_at END,
            read = CASE WHEN excluded.read > cursor.read THEN excluded.read ELSE cursor.read END
        WHERE excluded.delivered > cursor.delivered OR excluded.read > cursor.read
        """;

    /// <returns>Those that really moved, as they stand now.</returns>
    public static async Task<IReadOnlyList<MovedCursor>> Write(
        Work work,
        IReadOnlyList<CursorMove> moves,
        DateTimeOffset now
    )
    {
        // The log takes the same rows in the same order.
        if (work.OnPostgres)
            await work.Execute(
                """
                SELECT 1 FROM inbox_row WHERE conversation_row = ANY(@rows)
                ORDER BY conversation_row, owner FOR NO KEY UPDATE
                """,
                new { rows = moves.Select(move => move.Facts.RowId).Distinct().ToArray() }
            );

        var moved = new List<MovedCursor>();
        foreach (var move in moves)
        {
            var key = new
            {
                AudienceRow = move.Audience.RowId,
                Reader = move.Reader.Value,
                move.Delivered,
                move.Read,
                now,
            };
            if (await work.Execute(MoveCursor, key) == 0)
                continue;

            await Stamp(work, move);
            var view = await ViewOf(work, move, key);
            moved.Add(view);
            // The time of reading is that of this write only if this write has moved it.
            if (move.Entry is { } entry && view.View.ReadAt == now)
                await AuditLog.Record(
                    work,
                    entry with
                    {
                        Data = new { view.View.Audience.Kind, UpTo = view.View.Read },
                    }
                );
        }

        return moved;
    }

    /// <summary>The lists of those who may see the move have changed; the reader's own may be read now.</summary>
    private static async Task Stamp(Work work, CursorMove move)
    {
        var stamp = await work.Stamp();
        var owners = move
            .Facts.Parties.Select(party => party.Owner)
            .Where(owner => move.Audience.Audience.IsReadBy(owner))
            .Where(owner => move.VisibleTo is not { } only || only == owner);
        foreach (var owner in owners)
            await work.Execute(
                "UPDATE inbox_row SET stamp = @stamp WHERE owner = @Value AND conversation_row = @RowId",
                new
                {
                    stamp,
                    owner.Value,
                    move.Facts.RowId,
                }
            );
        if (move.Read > 0)
            await work.Execute(
                $"""
                UPDATE inbox_row AS inbox SET unread_mark = @no, unread = EXISTS ({UnreadSql.Messages})
                WHERE owner = @Value AND conversation_row = @RowId AND (unread OR unread_mark)
                """,
                new
                {
                    move.Reader.Value,
                    move.Facts.RowId,
                    no = false,
                }
            );
    }

    private static async Task<MovedCursor> ViewOf(Work work, CursorMove move, object key)
    {
        var row = (
            await work.One<CursorRow>(
                "SELECT delivered, read, read_at FROM cursor WHERE audience_row = @AudienceRow AND reader = @Reader",
                key
            )
        )!;

        return new MovedCursor(
            move.Facts.Id,
            move.Facts.RowId,
            move.Audience.Audience,
            move.Reader,
            new CursorView(
                CursorViews.ReaderOf(move.Reader, move.Name.Id, move.Name.Name),
                AudienceView.Of(move.Audience.Audience, move.Facts),
                row.Delivered,
                row.Read,
                row.ReadAt
            ),
            move.VisibleTo
        );
    }

    private sealed class CursorRow
    {
        public long Delivered { get; init; }
        public long Read { get; init; }
        public DateTimeOffset? ReadAt { get; init; }
    }
}
