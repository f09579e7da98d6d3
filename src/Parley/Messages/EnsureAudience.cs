using Parley.Conversations;

namespace Parley.Messages;

/// <summary>
/// Makes the row of an audience with the first message to it. Who may read what follows from the parties alone, so their version
/// stays, and what others are sending at this moment stays good.
/// </summary>
internal static class EnsureAudience
{
    public static Deed For(ConversationFacts facts, Audience audience) =>
        async work =>
        {
            await work.Execute(
                """
                INSERT INTO audience (conversation_row, kind, owner) VALUES (@RowId, @Kind, @Owner)
                ON CONFLICT (conversation_row, kind, owner) DO NOTHING
                """,
                new
                {
                    facts.RowId,
                    audience.Kind,
                    Owner = audience.Owner.Value,
                }
            );

            // The first note must not show, not even as a list line that is sent again.
            return new DeedDone(facts.RowId, facts.Id, facts.PartyVersion, IsHidden: true);
        };
}
