using Parley.Storage;

namespace Parley.Conversations;

/// <param name="Joined">With their names.</param>
/// <param name="Left">With their names.</param>
/// <param name="IsChanged">The parties, or what the conversation shows of its topic.</param>
public sealed record RefreshedConversation(
    IReadOnlyList<(NewParty Party, string Name)> Joined,
    IReadOnlyList<(NewParty Party, string Name)> Left,
    bool IsChanged
);

/// <summary>Brings a conversation to what its topic is now: what it shows, and which suppliers and resellers take part.</summary>
public static class RefreshConversation
{
    /// <param name="wanted">The same conversation as it would be opened now.</param>
    public static async Task<RefreshedConversation> Run(
        Work work,
        long conversationRow,
        NewConversation wanted,
        DateTimeOffset now
    )
    {
        var isChanged = await Show(work, conversationRow, wanted);
        var present = await work.Query<PartyRow>(
            """
            SELECT owner, role FROM party WHERE conversation_row = @conversationRow AND left_at IS NULL
            """,
            new { conversationRow }
        );
        var parties = present.Select(row => new NewParty(new Owner(row.Owner), row.Role)).ToList();
        // Only relations of the order come and go with it; whoever was brought in by hand stays.
        var left = parties.Where(IsByRelation).Except(wanted.Parties).ToList();
        var joined = wanted.Parties.Where(IsByRelation).Except(parties).ToList();
        foreach (var party in left)
            await Parties.Leave(work, conversationRow, party.Owner, now);
        foreach (var party in joined)
            await Parties.Join(work, conversationRow, party, now);
        if (left.Count + joined.Count > 0)
            await Parties.Changed(work, conversationRow);
        var names = await NamesOf(work, [.. joined, .. left]);

        return new RefreshedConversation(
            [.. joined.Select(party => (party, names[party.Owner]))],
            [.. left.Select(party => (party, names[party.Owner]))],
            isChanged || left.Count + joined.Count > 0
        );
    }

    private static bool IsByRelation(NewParty party) => party.Role is Role.Supplier or Role.Reseller;

    private static async Task<bool> Show(Work work, long conversationRow, NewConversation wanted)
    {
        var count = await work.Execute(
            """
            UPDATE conversation SET subject = @Subject, topic = @topic, search_text = @searchText
            WHERE row_id = @conversationRow AND (subject <> @Subject OR topic <> @topic OR search_text <> @searchText)
            """,
            new
            {
                conversationRow,
                wanted.Subject,
                topic = wanted.Topic.ToSnapshot(),
                searchText = OpenConversation.SearchTextOf(wanted),
            }
        );
        if (count == 0)
            return false;

        await InboxRows.Show(work, [conversationRow]);

        return true;
    }

    private static async Task<Dictionary<Owner, string>> NamesOf(Work work, IReadOnlyList<NewParty> parties) =>
        parties.Count == 0
            ? []
            : (
                await work.Query<NameRow>(
                    $"SELECT row_id, name FROM business WHERE row_id {work.In("@rows")}",
                    new { rows = parties.Select(party => party.Owner.Row).Distinct().ToArray() }
                )
            ).ToDictionary(row => Owner.Business(row.RowId), row => row.Name);

    private sealed class PartyRow
    {
        public long Owner { get; init; }
        public Role Role { get; init; }
    }

    private sealed class NameRow
    {
        public long RowId { get; init; }
        public string Name { get; init; } = "";
    }
}
