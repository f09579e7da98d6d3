using Parley.Storage;

namespace Parley.Conversations;

/// <summary>The cursors that a seat may see.</summary>
public static class CursorViews
{
    /// <summary>
    /// Of the audiences that the seat reads: the cursors of the parties, which are the receipts, and inside a business those of its
    /// members. What goes on inside another business is not shown.
    /// </summary>
    public static async Task<IReadOnlyList<CursorView>> Read(Work work, Seat seat)
    {
        if (seat.Readable.Count == 0)
            return [];

        var rows = await work.Query<CursorRow>(
            $"""
            SELECT cursor.audience_row, cursor.reader, cursor.delivered, cursor.read, cursor.read_at,
                coalesce(person.id, business.id) AS id, coalesce(person.name, business.name) AS name
            FROM cursor
            LEFT JOIN person ON cursor.reader % 4 = 0 AND person.row_id = cursor.reader / 4
            LEFT JOIN business ON cursor.reader % 4 = 1 AND business.row_id = cursor.reader / 4
            WHERE cursor.audience_row IN ({string.Join(',', seat.Readable.Select(audience => audience.RowId))})
                AND (
                    cursor.reader IN (SELECT party.owner FROM party WHERE party.conversation_row = @RowId)
                    OR cursor.reader / 4 = @PersonRow AND cursor.reader % 4 = 0
                    OR cursor.reader % 4 = 0 AND cursor.reader / 4 IN (
                        SELECT member.person_row FROM member WHERE member.business_row = @businessRow AND member.left_at IS NULL)
                )
            ORDER BY cursor.audience_row, cursor.reader % 4, cursor.reader
            """,
            new
            {
                seat.Facts.RowId,
                seat.Actor.PersonRow,
                businessRow = seat.Side.Owner.Kind == OwnerKind.Business ? seat.Side.Owner.Row : 0,
            }
        );
        var audiences = seat.Readable.ToDictionary(audience => audience.RowId, audience => audience.Audience);

        return
        [
            .. rows.Select(row => new CursorView(
                ReaderOf(new Owner(row.Reader), row.Id, row.Name),
                AudienceView.Of(audiences[row.AudienceRow], seat.Facts),
                row.Delivered,
                row.Read,
                row.ReadAt
            )),
        ];
    }

    internal static ReaderView ReaderOf(Owner reader, Guid id, string? name) =>
        reader.Kind == OwnerKind.Business
            ? new ReaderView(name ?? "", BusinessId: id)
            : new ReaderView(name ?? "", PersonId: id);

    private sealed class CursorRow
    {
        public long AudienceRow { get; init; }
        public long Reader { get; init; }
        public long Delivered { get; init; }
        public long Read { get; init; }
        public DateTimeOffset? ReadAt { get; init; }
        public Guid Id { get; init; }
        public string? Name { get; init; }
    }
}
