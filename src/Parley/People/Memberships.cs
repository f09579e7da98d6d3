using System.Collections.Concurrent;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>What a member may do in a business. The numbers stand in the database.</summary>
public enum MemberRole
{
    Owner = 1,
    Agent = 2,
}

/// <summary>A business that a person is a member of.</summary>
public sealed record Membership(long BusinessRow, Guid BusinessId, string BusinessName, MemberRole Role);

/// <summary>Who is a member where, kept in memory for the access version that it was read at.</summary>
public sealed class Memberships(Database database)
{
    private const int MaxEntries = 50_000;

    private readonly ConcurrentDictionary<long, (long AccessVersion, IReadOnlyList<Membership> Memberships)> _entries =
        new();

    /// <summary>The businesses that the actor speaks for now; none for a shop that acts by its key.</summary>
    public async ValueTask<IReadOnlyList<Membership>> Of(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.PersonRow == 0)
            return [];
        if (_entries.TryGetValue(actor.PersonRow, out var known) && known.AccessVersion == actor.AccessVersion)
            return known.Memberships;

        var read = await database.Read(work => Read(work, actor.PersonRow), cancellationToken);
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[actor.PersonRow] = (actor.AccessVersion, read);

        return read;
    }

    private static async Task<IReadOnlyList<Membership>> Read(Work work, long personRow)
    {
        var rows = await work.Query<MemberRow>(
            """
            SELECT member.business_row, business.id, business.name, member.role
            FROM member JOIN business ON business.row_id = member.business_row
            WHERE member.person_row = @personRow AND member.left_at IS NULL
            ORDER BY business.name, business.row_id
            """,
            new { personRow }
        );

        return [.. rows.Select(row => new Membership(row.BusinessRow, row.Id, row.Name, row.Role))];
    }

    private sealed class MemberRow
    {
        public long BusinessRow { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public MemberRole Role { get; init; }
    }
}
