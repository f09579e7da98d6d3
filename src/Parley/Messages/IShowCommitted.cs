using Parley.Conversations;

namespace Parley.Messages;

/// <summary>A message that has just been committed on this node, with what its readers need beside it.</summary>
/// <param name="Origin">The live connection that it was sent over, whose answer already holds it; else null.</param>
public sealed record Committed(Message Message, Sender Sender, Audience Audience, Guid ConversationId, string? Origin);

/// <summary>
/// Told of each batch right after its commit. May be dropped without loss: the feed heals it. Must return at once and never throw.
/// </summary>
public interface IShowCommitted
{
    void Show(IReadOnlyList<Committed> batch);

    /// <summary>The parties or the state of these conversations have changed.</summary>
    void ShowChanged(IReadOnlyCollection<Guid> conversationIds);
}
