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
    public async ValueTask<ConversationFacts> Get(long row, CancellationToken cancellationToken) =>
        (await Get([row], cancellationToken))[row];

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

    /// <summary>As <see cref="Get(long, CancellationToken)"/>, of several at once, by their rows.</summary>
    public async ValueTask<IReadOnlyDictionary<long, ConversationFacts>> Get(
        IReadOnlyCollection<long> rows,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<long, ConversationFacts>(rows.Count);
        var isDeaf = bus.DeafFor > TimeSpan.FromSeconds(5);
        if (!isDeaf)
            foreach (var row in rows)
                if (_ids.TryGetValue(row, out var id) && _entries.TryGetValue(id, out var facts))
                    found.Add(row, facts);

        var missing = rows.Where(row => !found.ContainsKey(row)).ToArray();
        if (missing.Length == 0)
            return found;

        var changes = Volatile.Read(ref _changeCount);
        foreach (var facts in await database.Read(work => Load(work, missing), cancellationToken))
        {
            Keep(facts, changes);
            found.Add(facts.RowId, facts);
        }

        return found;
    }

    internal static async Task<ConversationFacts?> Load(Work work, Guid id) =>
        await work.One<long?>("SELECT row_id FROM conversation WHERE id = @id", new { id }) is { } row
            ? (await Load(work, [row]))[0]
            : null;

    private static async Task<IReadOnlyList<ConversationFacts>> Load(Work work, long[] rows)
    {
        var conversations = await work.Query<ConversationRow>(
            $"""
            SELECT row_id, id, shop_row, topic_kind, party_version,
                {Blocks.Exists("conversation.business_row", "conversation.customer_row")} AS has_blocked
            FROM conversation WHERE row_id {work.In("@rows")}
            """,
            new { rows }
        );
        var parties = (
            await work.Query<PartyRow>(
                $"""
                SELECT party.conversation_row, party.owner, party.role, party.from_row, coalesce(person.id, business.id) AS id,
                    coalesce(person.name, business.name, '{Seat.PlatformName}') AS name
                FROM party
                LEFT JOIN person ON party.owner % 4 = 0 AND person.row_id = party.owner / 4
                LEFT JOIN business ON party.owner % 4 = 1 AND business.row_id = party.owner / 4
                WHERE party.conversation_row {work.In("@rows")} AND party.left_at IS NULL
                ORDER BY party.role, party.owner
                """,
                new { rows }
            )
        ).ToLookup(party => party.ConversationRow);
        var audiences = (
            await work.Query<AudienceColumns>(
                $"""
                SELECT conversation_row, row_id, kind, owner FROM audience
                WHERE conversation_row {work.In("@rows")} ORDER BY row_id
                """,
                new { rows }
            )
        ).ToLookup(audience => audience.ConversationRow);

        return
        [
            .. conversations.Select(row => new ConversationFacts
            {
                RowId = row.RowId,
                Id = row.Id,
                ShopRow = row.ShopRow,
                TopicKind = row.TopicKind,
                PartyVersion = row.PartyVersion,
                HasBlocked = row.HasBlocked,
                Parties =
                [
                    .. parties[row.RowId]
                        .Select(p => new Party(new Owner(p.Owner), p.Role, p.FromRow, p.Id ?? Guid.Empty, p.Name)),
                ],
                Audiences =
                [
                    .. audiences[row.RowId]
                        .Select(a => new AudienceRow(a.RowId, new Audience(a.Kind, new Owner(a.Owner)))),
                ],
            }),
        ];
    }

    private sealed class ConversationRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public long ShopRow { get; init; }
        public TopicKind TopicKind { get; init; }
        public long PartyVersion { get; init; }
        public bool HasBlocked { get; init; }
    }

    private sealed class PartyRow
    {
        public long ConversationRow { get; init; }
        public long Owner { get; init; }
        public Role Role { get; init; }
        public long FromRow { get; init; }
        public Guid? Id { get; init; }
        public string Name { get; init; } = "";
    }

    private sealed class AudienceColumns
    {
        public long ConversationRow { get; init; }
        public long RowId { get; init; }
        public AudienceKind Kind { get; init; }
        public long Owner { get; init; }
    }
}
