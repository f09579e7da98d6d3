using System.Collections.Concurrent;
using Parley.Commerce;
using Parley.Events;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Who takes part in which conversation, kept in memory. What it says decides early; the message log reads again what it
/// depends on, in the transaction that writes.
/// </summary>
public sealed class ConversationCache(Database database, INodeBus bus)
{
    // About 1 kB each. When it is full it starts anew: simpler than an order of use, and a load is two short queries.
    private const int MaxEntries = 50_000;

    private readonly ConcurrentDictionary<Guid, ConversationFacts> _entries = new();
    private readonly ConcurrentDictionary<long, Guid> _ids = new();
    private long _changeCount;

    /// <returns>Null when there is no such conversation.</returns>
    public async ValueTask<ConversationFacts?> Find(Guid id, CancellationToken cancellationToken)
    {
        // A node that hears nothing of the others believes nothing that it remembers.
        var isDeaf = bus.DeafFor > TimeSpan.FromSeconds(5);
        if (!isDeaf && _entries.TryGetValue(id, out var found))
            return found;

        var changes = Volatile.Read(ref _changeCount);
        var loaded = await database.Read(work => Load(work, id), cancellationToken);
        if (loaded is null)
            return null;

        Keep(loaded, changes);

        return loaded;
    }

    private void Keep(ConversationFacts loaded, long changesBefore)
    {
        lock (_entries)
        {
            // Something was forgotten while this was being read; it may be just this, in its old form.
            if (_changeCount != changesBefore)
                return;
            if (_entries.Count >= MaxEntries)
                _entries.Clear();
            if (_ids.Count >= MaxEntries)
                _ids.Clear();
            _ids[loaded.RowId] = loaded.Id;
            _entries[loaded.Id] = loaded;
        }
    }

    /// <summary>As <see cref="Find(Guid, CancellationToken)"/>, of a conversation that is known to exist.</summary>
    public async ValueTask<ConversationFacts> Get(long row, CancellationToken cancellationToken)
    {
        if (!_ids.TryGetValue(row, out var id))
            id = await database.Read(
                work => work.One<Guid>("SELECT id FROM conversation WHERE row_id = @row", new { row }),
                cancellationToken
            );

        return (await Find(id, cancellationToken))!;
    }

    /// <summary>Called when the parties or audiences of a conversation have changed, after the commit.</summary>
    public void Forget(Guid id)
    {
        lock (_entries)
        {
            _changeCount++;
            _entries.TryRemove(id, out _);
        }
    }

    /// <summary>Called when changes may have been missed.</summary>
    public void Clear()
    {
        lock (_entries)
        {
            _changeCount++;
            _entries.Clear();
        }
    }

    internal static async Task<ConversationFacts?> Load(Work work, Guid id)
    {
        var row = await work.One<ConversationRow>(
            "SELECT row_id, shop_row, topic_kind, party_version FROM conversation WHERE id = @id",
            new { id }
        );
        if (row is null)
            return null;

        var parties = await work.Query<PartyRow>(
            $"""
            SELECT party.owner, party.role, party.from_row, coalesce(person.id, business.id) AS id,
                coalesce(person.name, business.name, '{Seat.PlatformName}') AS name
            FROM party
            LEFT JOIN person ON party.owner % 4 = 0 AND person.row_id = party.owner / 4
            LEFT JOIN business ON party.owner % 4 = 1 AND business.row_id = party.owner / 4
            WHERE party.conversation_row = @RowId AND party.left_at IS NULL
            ORDER BY party.role, party.owner
            """,
            row
        );
        var audiences = await work.Query<AudienceColumns>(
            "SELECT row_id, kind, owner FROM audience WHERE conversation_row = @RowId ORDER BY row_id",
            row
        );

        return new ConversationFacts
        {
            RowId = row.RowId,
            Id = id,
            ShopRow = row.ShopRow,
            TopicKind = row.TopicKind,
            PartyVersion = row.PartyVersion,
            Parties =
            [
                .. parties.Select(p => new Party(new Owner(p.Owner), p.Role, p.FromRow, p.Id ?? Guid.Empty, p.Name)),
            ],
            Audiences = [.. audiences.Select(a => new AudienceRow(a.RowId, new Audience(a.Kind, new Owner(a.Owner))))],
        };
    }

    private sealed class ConversationRow
    {
        public long RowId { get; init; }
        public long ShopRow { get; init; }
        public TopicKind TopicKind { get; init; }
        public long PartyVersion { get; init; }
    }

    private sealed class PartyRow
    {
        public long Owner { get; init; }
        public Role Role { get; init; }
        public long FromRow { get; init; }
        public Guid? Id { get; init; }
        public string Name { get; init; } = "";
    }

    private sealed class AudienceColumns
    {
        public long RowId { get; init; }
        public AudienceKind Kind { get; init; }
        public long Owner { get; init; }
    }
}
